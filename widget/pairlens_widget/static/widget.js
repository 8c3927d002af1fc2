var an=Symbol.for("preact-signals");function ge(){if(A>1)A--;else{var e,t=!1;for((function(){var o=Q;for(Q=void 0;o!==void 0;){var i=o.S;if(i.v===o.v)for(var a=i.t;a!==void 0;a=a.x)a.i===o.i&&(a.i=i.i);o=o.o}})();D!==void 0;){var n=D;for(D=void 0,X++;n!==void 0;){var r=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&Re(n))try{n.c()}catch(o){t||(e=o,t=!0)}n=r}}if(X=0,A--,t)throw e}}var V,m=void 0;function te(e){var t=m,n=V;m=void 0,V=void 0;try{return e()}finally{m=t,V=n}}var D=void 0,A=0,X=0;var _e=0,Q=void 0,ee=0;function je(e){if(m!==void 0){var t=e.n;if(t===void 0||t.t!==m)return t={i:0,S:e,p:m.s,n:void 0,t:m,e:void 0,x:void 0,r:t},m.s!==void 0&&(m.s.n=t),m.s=t,e.n=t,32&m.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=m.s,t.n=void 0,m.s.n=t,m.s=t),t}}function S(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,this.Z=t?.unwatched,this.name=t?.name}S.prototype.brand=an;S.prototype.h=function(){return!0};S.prototype.S=function(e){var t=this,n=this.t;n!==e&&e.e===void 0&&(e.x=n,this.t=e,n!==void 0?n.e=e:te(function(){var r;(r=t.W)==null||r.call(t)}))};S.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.e,r=e.x;n!==void 0&&(n.x=r,e.e=void 0),r!==void 0&&(r.e=n,e.x=void 0),e===this.t&&(this.t=r,r===void 0&&te(function(){var o;(o=t.Z)==null||o.call(t)}))}};S.prototype.subscribe=function(e){var t=this;return z(function(){var n=t.value;te(function(){return e(n)})},{name:"sub"})};S.prototype.valueOf=function(){return this.value};S.prototype.toString=function(){return this.value+""};S.prototype.toJSON=function(){return this.value};S.prototype.peek=function(){var e=this;return te(function(){return e.value})};Object.defineProperty(S.prototype,"value",{get:function(){var e=je(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.v){if(X>100)throw new Error("Cycle detected");(function(n){A!==0&&X===0&&n.l!==_e&&(n.l=_e,Q={S:n,v:n.v,i:n.i,o:Q})})(this),this.v=e,this.i++,ee++,A++;try{for(var t=this.t;t!==void 0;t=t.x)t.t.N()}finally{ge()}}}});function L(e,t){return new S(e,t)}function Re(e){for(var t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}function Ne(e){for(var t=e.s;t!==void 0;t=t.n){var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function Fe(e){for(var t=e.s,n=void 0;t!==void 0;){var r=t.p;t.i===-1?(t.S.U(t),r!==void 0&&(r.n=t.n),t.n!==void 0&&(t.n.p=r)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=void 0),t=r}e.s=n}function O(e,t){S.call(this,void 0,t),this.x=e,this.s=void 0,this.g=ee-1,this.f=4}O.prototype=new S;O.prototype.h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===ee))return!0;if(this.g=ee,this.f|=1,this.i>0&&!Re(this))return this.f&=-2,!0;var e=m;try{Ne(this),m=this;var t=this.x();(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(n){this.v=n,this.f|=16,this.i++}return m=e,Fe(this),this.f&=-2,!0};O.prototype.S=function(e){if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}S.prototype.S.call(this,e)};O.prototype.U=function(e){if(this.t!==void 0&&(S.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=t.n)t.S.U(t)}};O.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(var e=this.t;e!==void 0;e=e.x)e.t.N()}};Object.defineProperty(O.prototype,"value",{get:function(){if(1&this.f)throw new Error("Cycle detected");var e=je(this);if(this.h(),e!==void 0&&(e.i=this.i),16&this.f)throw this.v;return this.v}});function We(e,t){return new O(e,t)}function Ke(e){var t=e.j;if(e.j=void 0,typeof t=="function"){A++;var n=m;m=void 0;try{t()}catch(r){throw e.f&=-2,e.f|=8,be(e),r}finally{m=n,ge()}}}function be(e){for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,Ke(e)}function sn(e){if(m!==this)throw new Error("Out-of-order effect");Fe(this),m=e,this.f&=-2;try{8&this.f&&be(this)}finally{ge()}}function F(e,t){this.x=e,this.j=void 0,this.s=void 0,this.u=void 0,this.f=32,this.name=t?.name,V&&V.push(this)}F.prototype.c=function(){var e=this.S();try{if(8&this.f||this.x===void 0)return;var t=this.x();typeof t=="function"&&(this.j=t)}finally{e()}};F.prototype.S=function(){if(1&this.f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,Ke(this),Ne(this),A++;var e=m;return m=this,sn.bind(this,e)};F.prototype.N=function(){2&this.f||(this.f|=2,this.u=D,D=this)};F.prototype.d=function(){this.f|=8,1&this.f||be(this)};F.prototype.dispose=function(){this.d()};function z(e,t){var n=new F(e,t);try{n.c()}catch(o){throw n.d(),o}var r=n.d.bind(n);return r[Symbol.dispose]=r,r}var ln="http://www.w3.org/2000/svg";function c(e,t={},...n){let r=document.createElement(e);return w(r,t),r.append(...n),r}function ne(e,t={},...n){let r=document.createElementNS(ln,e);return w(r,t),r.append(...n),r}function w(e,t){for(let[n,r]of Object.entries(t))if(r===void 0||r===!1)e.removeAttribute(n);else{let o=r===!0&&!n.startsWith("aria-")?"":String(r);e.getAttribute(n)!==o&&e.setAttribute(n,o)}}function k(e,t){e.textContent!==t&&(e.textContent=t)}var cn={selected_tokens:[],selected_patches:[],pins:[]},un=200;function re(e){return[...new Set(e)].sort((t,n)=>t-n)}function Ue(e,t,n){let r=re(t);if(n==="only")return r;if(n==="click")return _(e,r)?[]:r;let o=new Set(e);return r.every(a=>o.has(a))?e.filter(a=>!r.includes(a)):re([...e,...r])}function ye(e,t,n="only"){return{...e,selected_tokens:Ue(e.selected_tokens,t,n)}}function Ie(e,t,n="only"){return{...e,selected_patches:Ue(e.selected_patches,t,n)}}function ve(e,t,n){return{...e,selected_tokens:re(t),selected_patches:re(n)}}function Be(e){return ve(e,[],[])}function W(e){return e.selected_tokens.length+e.selected_patches.length===0}function oe(e){if(W(e)||G(e))return e;let t=new Set(e.pins.map(o=>o.colour)),n=0;for(;t.has(n);)n+=1;let r={tokens:e.selected_tokens,patches:e.selected_patches,colour:n};return{...e,pins:[...e.pins,r]}}function G(e){return e.pins.find(t=>_(t.tokens,e.selected_tokens)&&_(t.patches,e.selected_patches))}function Ve(e,t){return{...e,pins:e.pins.filter(n=>n.colour!==t)}}function pn(e,t){return mn(e.now,t)?e:{past:[...e.past,e.now].slice(-un),now:t,future:[]}}function dn({past:e,now:t,future:n}){let r=e.at(-1);return r?{past:e.slice(0,-1),now:r,future:[t,...n]}:{past:e,now:t,future:n}}function fn({past:e,now:t,future:n}){let[r,...o]=n;return r?{past:[...e,t],now:r,future:o}:{past:e,now:t,future:n}}function mn(e,t){return _(e.selected_tokens,t.selected_tokens)&&_(e.selected_patches,t.selected_patches)&&e.pins.length===t.pins.length&&e.pins.every((n,r)=>hn(n,t.pins[r]))}function hn(e,t){return e.colour===t.colour&&_(e.tokens,t.tokens)&&_(e.patches,t.patches)}function _(e,t){return e.length===t.length&&e.every((n,r)=>n===t[r])}function De(e=cn){let t=L({past:[],now:e,future:[]}),n=r=>{t.value=r};return{history:t,act:r=>n(pn(t.peek(),r(t.peek().now))),undo:()=>n(dn(t.peek())),redo:()=>n(fn(t.peek()))}}function ze(){return{hover:L(null),locked:L(!0),opacity:L(.85),smooth:L(!1),grey:L(!1),pieces:L(!1),special:L(!1),dismissed:L(!1)}}var Ge=[["Tab","to the caption, the picture, the lists"],["\u2190 \u2192 Home End","to another word"],["\u2190 \u2192 \u2191 \u2193","to another patch"],["Enter or Space","keep it, or let it go"],["Shift + arrows","several words, or a box"],["Ctrl or \u2318 + Enter","add a patch or a box"],["P","pin what is kept"],["Esc","let go"],["Ctrl or \u2318 + Z","undo; with Shift: redo"]];function qe(e,t,n){let r=e.ctrlKey||e.metaKey,o=e.key.toLowerCase();return r&&o==="z"?(e.shiftKey?t.redo():t.undo(),!0):o==="escape"?(xe(t,n),!0):o==="p"&&!r&&!e.altKey?(t.act(oe),!0):!1}function xe(e,t){t.hover.value=null,W(e.history.peek().now)&&(t.dismissed.value=!0),e.act(Be)}function Ye(e,t,n,r){let o=Math.floor(t/r),i=t%r,a=(s,l)=>Math.min(n-1,Math.max(0,s))*r+Math.min(r-1,Math.max(0,l));return e==="ArrowLeft"?a(o,i-1):e==="ArrowRight"?a(o,i+1):e==="ArrowUp"?a(o-1,i):e==="ArrowDown"?a(o+1,i):e==="Home"?a(o,0):e==="End"?a(o,r-1):null}function Ze(e,t,n){return e==="ArrowLeft"||e==="ArrowUp"?Math.max(0,t-1):e==="ArrowRight"||e==="ArrowDown"?Math.min(n-1,t+1):e==="Home"?0:e==="End"?n-1:null}var gn=150;function Je(e){let t=c("p",{class:"heard",role:"status","aria-live":"polite"}),n;return e.addEventListener("abort",()=>clearTimeout(n),{once:!0}),{element:t,announce:o=>{clearTimeout(n),n=setTimeout(()=>{t.textContent=o},gn)}}}function y(e,t){return t.map(n=>e.content[n])}function P(e,t){return t.map(n=>e.patches[n])}function ke(e,t,n){return t<e.sent?e.matrix[t*e.units+n]:0}function K(e,t){let n=new Float64Array(e.patches.length);for(let r of t)for(let o=0;o<n.length;o+=1)n[o]+=ke(e,r,e.patches[o]);return n}function Qe(e,t){let n=new Float64Array(e.caption.kinds.length);for(let r=0;r<e.sent;r+=1)for(let o of t)n[r]+=ke(e,r,o);return n}function T(e){let t=0;for(let n of e)t+=n;return t}function et(e,t,n){let r=0;for(let o of t)for(let i of n)r+=ke(e,o,i);return r}function U(e){let t=0;for(let n of e)t=Math.max(t,Math.abs(n));return t}function q(e,t){let n=e/t;return Number.isFinite(n)&&Math.abs(n)<10?n:null}function Se(e,t,n){let r=o=>Math.max(0,o*n);return q(T(t.map(o=>r(e[o]))),T(Array.from(e,r)))}function tt(e){let t=[...e.caption.words,...e.phrases];return Math.max(0,...t.map(n=>U(K(e,y(e,n.tokens)))))}function nt(e){let t=new Float64Array(e.patches.length+1);for(let n of e.caption.words){let r=K(e,y(e,n.tokens)).sort();Xe(t,r,-1),Xe(t,r.reverse(),1)}return t}function Xe(e,t,n){let r=0;for(let o=0;o<t.length;o+=1)r+=Math.max(0,n*t[o]),e[o+1]=Math.max(e[o+1],r)}function rt(e,t,n){let[r,o]=we(Math.floor(t/e),Math.floor(n/e)),[i,a]=we(t%e,n%e),s=[];for(let l=r;l<=o;l+=1)for(let u=i;u<=a;u+=1)s.push(l*e+u);return s}function Me(e,t){let[n,r]=we(e,t);return Array.from({length:r-n+1},(o,i)=>n+i)}function we(e,t){return e<t?[e,t]:[t,e]}function ot(e,t){let{text:n,words:r}=e.caption,o=new Set(t),i=[];for(let[a,s]of r.entries()){let l=s.tokens.filter(p=>o.has(p)),u=i.at(-1);l.length!==0&&(l.length<s.tokens.length?i.push({last:Number.NaN,start:0,end:0,text:bn(e,l)}):u&&u.last===a-1?Object.assign(u,{last:a,end:s.end,text:n.slice(u.start,s.end)}):i.push({last:a,start:s.start,end:s.end,text:s.text}))}return i.map(a=>a.text).join(" \u2026 ")}function bn(e,t){return t.map(n=>Ee(e,n)).join("")}function Ee(e,t){let n=e.content[t],[r,o]=e.caption.spans[n];return o>r?e.caption.text.slice(r,o):e.caption.pieces[n]}function ae(e,t,n=0){let r=I(e,n);if(r<0)return[];let o=e[r]/2,i=s=>o>0?e[s]>=o:e[s]<=o,a=new Set([r]);for(let s of a)for(let l of yn(s,t,e.length))i(l)&&a.add(l);return[...a].sort((s,l)=>s-l)}function I(e,t=0){let n=-1,r=0;return e.forEach((o,i)=>{let a=t===0?Math.abs(o):o*t;a>r&&([n,r]=[i,a])}),n}function yn(e,t,n){let r=e%t;return[e-t,e+t,...r>0?[e-1]:[],...r<t-1?[e+1]:[]].filter(o=>o>=0&&o<n)}function at(e,t){let n=new Set(e),r=(s,l)=>l>=0&&l<t&&s>=0&&n.has(s*t+l),o=new Map,i=new Map;for(let s of[...n].sort((l,u)=>l-u)){let[l,u]=[Math.floor(s/t),s%t];r(l-1,u)||ie(o,l,u),r(l+1,u)||ie(o,l+1,u),r(l,u-1)||ie(i,u,l),r(l,u+1)||ie(i,u+1,l)}let a=(s,l)=>[...s].map(([u,[p,f]])=>{let g=u.split(":")[0];return l==="H"?`M${p} ${g}H${f}`:`M${g} ${p}V${f}`});return[...a(o,"H"),...a(i,"V")].join("")}function ie(e,t,n){for(let[r,o]of e)if(r.startsWith(`${t}:`)&&o[1]===n){o[1]=n+1;return}e.set(`${t}:${n}`,[n,n+1])}function vn(e,t,n){if(e.length===t*n)return"the whole picture";if(e.length>.6*t*n)return"most of the picture";let r=a=>e.reduce((s,l)=>s+a(l),0)/e.length,o=Math.floor(3*(r(a=>Math.floor(a/n))+.5)/t),i=Math.floor(3*(r(a=>a%n)+.5)/n);return o!==1&&i===1?o===0?"top":"bottom":[["upper","","lower"][o],["left","","right"][i]].filter(Boolean).join(" ")||"centre"}function Y(e,t,n){let r=vn(e,t,n);return r.endsWith("picture")?`over ${r}`:`at the ${r}`}function se(e,t){return`patch in row ${Math.floor(e/t)+1}, column ${e%t+1}`}function st(e){return{heat:tt(e),words:nt(e)}}function lt(e,t,n){let[r,o]=xn(e,n),[i,a]=wn(e,n),s=K(e,r),l=Qe(e,i),u=o==="preview"&&e.top_pairs[0].value<0?-1:Mn(s);return{rows:r,rowsFrom:o,cols:i,colsFrom:a,heat:s,heatLimit:n.locked?t.heat:U(s),region:ae(s,e.picture.cols,u),sign:u,words:l,wordLimit:n.locked?t.words[En(e,i)]:Ln(e,l)}}function xn(e,{shared:t,hover:n,dismissed:r}){if(n&&n.rows.length>0)return[n.rows,"hover"];if(t.selected_tokens.length>0)return[y(e,t.selected_tokens),"kept"];if(r||t.selected_patches.length>0)return[[],"none"];let o=kn(e);return o.length>0?[y(e,o),"preview"]:[[],"none"]}function wn(e,{shared:t,hover:n}){return n&&n.cols.length>0?[n.cols,"hover"]:t.selected_patches.length>0?[P(e,t.selected_patches),"kept"]:[[],"none"]}function kn(e){return Le(e)?[]:e.top_pairs[0].tokens}var Sn=.001;function Le(e){return Math.abs(e.top_pairs[0]?.value??0)<Sn}function Mn(e){let t=e[I(e,1)]??0;return-(e[I(e,-1)]??0)>2*t?-1:1}function En(e,t){let n=new Set(e.patches);return t.some(r=>!n.has(r))?e.patches.length:t.length}function Ln(e,t){return U(e.caption.words.map(n=>T(y(e,n.tokens).map(r=>t[r]))))}var ct=`:host {
  all: initial;
  display: block;
  container-type: inline-size;
  font-family: var(--jp-ui-font-family, system-ui, -apple-system, "Segoe UI", sans-serif);
}
* {
  box-sizing: border-box;
}
.view [hidden] {
  display: none;
}
.view,
.body,
.main {
  grid-template-columns: minmax(0, 1fr);
}
.view {
  --ink: #1b1f24;
  --soft: #59626d;
  --line: #dfe3e8;
  --tint: #edeff2;
  --tint-2: #d3d7dd;
  --card: #fff;
  --accent: #5048b8;
  --for: #b43e00;
  --against: #0a57c2;
  --small: 13px;
  --big: 21px;
  display: grid;
  gap: 18px;
  padding: 6px 4px 10px;
  color: var(--ink);
  font: 400 var(--small) / 1.45 inherit;
  font-family: inherit;
  font-size: var(--small);
  font-variant-numeric: tabular-nums lining-nums;
  accent-color: var(--accent);
  text-align: start;
}
.view[data-theme="dark"] {
  --ink: #e7eaee;
  --soft: #a3acb8;
  --line: #363c45;
  --tint: #272c34;
  --tint-2: #434b57;
  --card: #1b1f25;
  --accent: #aaa3ff;
  --for: #ff9d52;
  --against: #74b4ff;
  color-scheme: dark;
}
p,
h2,
ul,
dl,
dd {
  margin: 0;
  padding: 0;
}
ul {
  list-style: none;
}
h2 {
  font: inherit;
  color: var(--soft);
  margin-bottom: 4px;
  display: flex;
  justify-content: space-between;
}
h2 small {
  padding-inline-end: 30px;
}
.note,
small {
  color: var(--soft);
  font-size: inherit;
}
:focus-visible {
  outline: 2px solid var(--accent);
  outline-offset: 2px;
  border-radius: 3px;
}
button {
  font: inherit;
  color: inherit;
  background: none;
  border: 0;
  padding: 0;
  cursor: pointer;
}
button[aria-disabled] {
  cursor: default;
}

/* caption */
.caption {
  font-size: var(--big);
  line-height: 1;
  overflow-wrap: anywhere;
  user-select: none;
  -webkit-user-select: none;
  touch-action: pan-y;
  margin-inline: -4px;
  isolation: isolate;
}
.unit {
  position: relative;
  display: inline-block;
  padding: 11px 4px 12px;
  margin-inline: -4px;
  cursor: pointer;
  white-space: pre-wrap;
  max-width: 100%;
}
.gap {
  white-space: pre-wrap;
}
.caption .unit {
  margin-inline: -1px;
}
.unit::before {
  content: "";
  position: absolute;
  inset: 7px 0 9px;
  border-radius: 4px;
  background: var(--tint);
  opacity: 0;
  z-index: -1;
}
.unit[data-state]::before {
  opacity: 1;
}
.unit[data-state="kept"]::before {
  background: var(--tint-2);
}
.unit[data-joined]::before {
  inset-inline-end: -0.36em;
  border-start-end-radius: 0;
  border-end-end-radius: 0;
}
.unit:focus-visible {
  outline-offset: -1px;
}
.special {
  color: var(--soft);
  font-size: var(--small);
  font-style: normal;
}
.caption .special {
  margin-inline: 2px;
}
.caption[data-long] {
  font-size: calc(0.4 * var(--big) + 0.6 * var(--small));
}
.caption[data-long] .unit {
  padding-block: 6px 8px;
}
.caption[data-long] .unit::before {
  inset-block: 3px 6px;
}
.under {
  position: absolute;
  inset: auto 3px 0;
  height: min(8px, 0.42em);
  transform: scaleY(0);
  transform-origin: top;
  background: var(--for);
}
.under[data-sign="against"] {
  background: repeating-linear-gradient(to right, var(--against) 0 4px, transparent 4px 6px);
}
.over {
  position: absolute;
  inset: auto 3px calc(100% - 6px);
}

/* readout */
.readout {
  display: flex;
  gap: 16px;
  justify-content: space-between;
  align-items: start;
  margin-top: 8px;
}
.said {
  min-width: 0;
  flex: 1;
}
.line {
  display: flex;
  gap: 10px;
  align-items: baseline;
  white-space: nowrap;
}
.subject {
  font-weight: 600;
  overflow: hidden;
  text-overflow: ellipsis;
}
.eyebrow:empty,
.value:empty,
.share:empty {
  display: none;
}
.eyebrow,
.share,
.detail {
  color: var(--soft);
}
.detail {
  display: block;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
}
.detail::after,
.subject::after {
  content: "\\200b";
}
.value {
  font-weight: 600;
}
.value[data-sign="for"] {
  color: var(--for);
}
.value[data-sign="against"] {
  color: var(--against);
}
.actions {
  display: flex;
  gap: 6px;
}
.actions button,
.options summary {
  border: 1px solid var(--line);
  border-radius: 6px;
  padding: 2px 10px;
  background: var(--card);
}
.actions button:hover:not([aria-disabled]),
.options summary:hover {
  border-color: var(--soft);
}
.actions button[aria-disabled] {
  color: var(--soft);
  opacity: 0.55;
}
.notices p {
  border-inline-start: 3px solid var(--accent);
  padding: 2px 0 2px 10px;
  margin-top: 8px;
  max-width: 75ch;
}
.link {
  text-decoration: underline;
  text-underline-offset: 2px;
  color: var(--accent);
}

/* picture */
.body {
  display: grid;
  gap: 18px 28px;
}
.main {
  display: grid;
  gap: 10px;
  align-content: start;
  justify-items: start;
}
.picture {
  position: relative;
  width: min(100%, 28rem * var(--shape));
  cursor: crosshair;
  touch-action: pan-y;
  user-select: none;
  -webkit-user-select: none;
  border-radius: 3px;
}
.picture > * {
  position: absolute;
  inset: 0;
  width: 100%;
  height: 100%;
  pointer-events: none;
}
.picture img {
  border-radius: 3px;
}
.picture canvas {
  image-rendering: pixelated;
}
.picture[data-smooth] canvas {
  image-rendering: auto;
}
.picture[data-grey] img {
  filter: grayscale(1);
}
.picture svg {
  overflow: visible;
}
path {
  fill: none;
  stroke: #111;
  stroke-width: 1.6px;
  stroke-linecap: square;
  vector-effect: non-scaling-stroke;
}
path.casing {
  stroke: rgb(255 255 255 / 85%);
  stroke-width: 4px;
}
path.pin {
  stroke-width: 2.4px;
}
path.peak {
  stroke-dasharray: 5 4;
  stroke-linecap: butt;
}
path.kept {
  stroke-width: 2.4px;
}
.tag,
.badge {
  background: var(--pin);
  color: var(--on-pin);
  font-weight: 600;
  font-size: 11px;
  line-height: 15px;
  min-width: 15px;
  text-align: center;
  border-radius: 3px;
  padding: 0 3px;
}
.tag {
  position: absolute;
  transform: translate(-3px, -50%);
  box-shadow: 0 0 0 1.5px rgb(255 255 255 / 85%);
}
.specials {
  display: flex;
  gap: 14px;
  align-items: baseline;
}
.specials {
  isolation: isolate;
}
.specials .unit {
  padding: 2px 4px;
}
.specials .unit::before {
  inset: 0;
  opacity: 1;
}

/* legend */
.legend {
  width: 100%;
  max-width: 28rem;
}
.scale,
.controls {
  display: flex;
  gap: 8px;
  align-items: center;
}
.scale .end {
  min-width: 4.6em;
}
.pole:first-child + .end {
  text-align: right;
}
.scale .pole {
  color: var(--soft);
}
.ramp {
  flex: 1;
  height: 10px;
  position: relative;
  background: var(--ramp), #fff;
  border-radius: 2px;
  box-shadow: 0 0 0 1px var(--line);
}
.ramp[data-empty] {
  background: #fff;
}
.ramp::after {
  content: "";
  position: absolute;
  left: 50%;
  top: -3px;
  bottom: -3px;
  border-left: 1px solid var(--soft);
}
.controls {
  margin-top: 8px;
  gap: 4px 16px;
  flex-wrap: wrap;
}
label {
  display: inline-flex;
  gap: 7px;
  align-items: center;
  cursor: pointer;
}
input {
  margin: 0;
}
input[type="range"] {
  width: 90px;
}
.legend .note {
  min-height: 2.9em;
  margin-top: 6px;
}
.legend .title {
  min-height: 0;
  margin: 0 0 3px;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
}

/* lists */
.side {
  min-width: 0;
}
.body > .side {
  max-width: 46rem;
  display: grid;
  gap: 18px;
  align-content: start;
}
.rows li {
  display: flex;
  align-items: center;
}
.rows li {
  padding-inline-end: 24px;
}
.rows .pinned {
  padding-inline-end: 0;
}
.rows .row {
  flex: 1;
  min-width: 0;
  display: grid;
  grid-template-columns: minmax(0, 1fr) auto 3.6em;
  gap: 10px;
  text-align: start;
  padding: 3px 6px;
  margin-inline-start: -6px;
  border-radius: 4px;
}
.rows .row:hover {
  background: var(--tint);
}
.row .what {
  min-width: 0;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
}
.row .where,
.row .share {
  color: var(--soft);
}
.row .value,
.row .share {
  text-align: right;
  font-weight: 400;
}
.badge {
  display: inline-block;
  margin-inline-end: 8px;
}
.away {
  width: 24px;
  height: 24px;
  color: var(--soft);
}

/* ledger */
.parts li {
  display: grid;
  grid-template-columns: 10.8em minmax(0, 1fr) 4.6em;
  gap: 10px;
  align-items: center;
  padding: 1px 6px;
  margin-inline: -6px;
  border-radius: 4px;
}
.parts li:hover {
  background: var(--tint);
}
.parts .value {
  text-align: right;
  color: inherit;
  font-weight: 400;
}
.parts .total {
  font-weight: 600;
}
.parts .total .value {
  font-weight: 600;
}
.track {
  position: relative;
  height: 1.45em;
}
.track i {
  position: absolute;
  top: 0;
  bottom: 0;
}
.track .zero {
  border-left: 1px solid var(--line);
  top: -1px;
  bottom: -1px;
}
.track .piece {
  top: 4px;
  bottom: 4px;
  min-width: 1px;
  background: var(--for);
}
.track .piece[data-sign="against"] {
  background: var(--against);
}
.track .piece[data-sign="score"] {
  background: var(--ink);
}
.parts li:not(.total) .end {
  border-left: 1px dotted var(--soft);
  top: 50%;
  bottom: calc(-50% - 2px);
}
.explanation {
  color: var(--soft);
  min-height: 2.9em;
  margin-top: 4px;
}

/* options */
.options summary {
  display: inline-block;
  cursor: pointer;
  list-style: none;
  color: var(--soft);
}
.sheet {
  margin-top: 10px;
  display: grid;
  gap: 8px 28px;
  grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr));
}
.option small {
  display: block;
  margin-inline-start: 20px;
}
.keys {
  display: grid;
  grid-template-columns: auto 1fr;
  gap: 2px 12px;
  grid-column: 1 / -1;
  justify-content: start;
}
.keys dt {
  white-space: nowrap;
}
.keys dd {
  color: var(--soft);
}
.heard {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
@container (max-width: 900px) {
  .row .what {
    white-space: normal;
  }
  .detail {
    white-space: normal;
    height: 2.9em;
  }
}
@container (max-width: 559px) {
  .readout {
    flex-direction: column;
    align-items: stretch;
    gap: 8px;
  }
}
@container (max-width: 419px) {
  .line {
    flex-wrap: wrap;
    gap: 0 10px;
    height: 2.9em;
    align-content: flex-start;
  }
}
@container (min-width: 660px) {
  .body {
    grid-template-columns: minmax(0, 28rem) minmax(18rem, 1fr);
  }
}
@container (min-width: 1180px) {
  .view {
    --small: 15px;
    --big: 27px;
  }
  .body {
    grid-template-columns: minmax(0, 38rem) minmax(22rem, 1fr);
  }
  .picture {
    width: min(100%, 38rem * var(--shape));
  }
  .legend {
    max-width: 38rem;
  }
}
@media (prefers-reduced-motion: no-preference) {
  .under {
    transition: transform 90ms ease-out;
  }
}
@media (forced-colors: active) {
  .under,
  .piece,
  .ramp,
  .tag,
  .badge {
    forced-color-adjust: none;
  }
}
`;function Tn(e,t){let n=e.dataset.jpThemeLight;if(n!==void 0)return n==="false"?"dark":"light";let r=[...e.classList,...e.ownerDocument.documentElement.classList];return r.some(o=>["vscode-dark","vscode-high-contrast","dark","dark-theme"].includes(o))?"dark":r.some(o=>["vscode-light","light","light-theme"].includes(o))?"light":t?"dark":"light"}function ut(e,t){let{body:n,documentElement:r}=document,o=window.matchMedia("(prefers-color-scheme: dark)"),i=()=>e(Tn(n,o.matches)),a=new MutationObserver(i);for(let s of[n,r])a.observe(s,{attributes:!0,attributeFilter:["class","data-jp-theme-light"]});t.addEventListener("abort",()=>a.disconnect(),{once:!0}),o.addEventListener("change",i,{signal:t}),i()}var Pn=[[255,170,64],[214,72,0]],Hn=[[96,176,255],[0,84,196]],pt=["#2db298","#b836d9","#d9ad00","#548c00","#7cadf7","#6e6e76"];function H(e){return pt[e%pt.length]}function le(e){let t=H(e),n=[1,3,5].map(r=>(Number.parseInt(t.slice(r,r+2),16)/255)**2.2);return .2126*n[0]+.7152*n[1]+.0722*n[2]>.18?"#111":"#fff"}function ce(e){let t=String.fromCharCode(65+e%26);return e<26?t:`${t}${Math.floor(e/26)+1}`}function dt(e,t){let n=t>0?Math.min(1,Math.abs(e)/t):0,[r,o]=e<0?Hn:Pn;return{rgb:Cn(r,o,n),alpha:n}}function Cn(e,t,n){let r=o=>Math.round(e[o]+(t[o]-e[o])*n);return[r(0),r(1),r(2)]}function ft(e,t,n){e.forEach((r,o)=>{let{rgb:i,alpha:a}=dt(r,t);n.set([...i,255*a],4*o)})}function mt(e=9){return`linear-gradient(to right, ${Array.from({length:e},(n,r)=>{let o=-1+2*r/(e-1),{rgb:i,alpha:a}=dt(o,1);return`rgb(${i.join(" ")} / ${a.toFixed(3)}) ${(50*(o+1)).toFixed(1)}%`}).join(", ")})`}function d(e,t,n,r){for(let o of[n].flat())t.addEventListener(o,r,{signal:e.stop})}function b({view:e},t){let n=e.hover.peek();n?.from===t?.from&&ht(n?.rows,t?.rows)&&ht(n?.cols,t?.cols)||(e.hover.value=t)}function ht(e=[],t=[]){return e.length===t.length&&e.every((n,r)=>n===t[r])}function h(e,t){e.stop.addEventListener("abort",z(t),{once:!0})}function gt(e,t,n){let{text:r,words:o}=e.caption,i=n?$e(e,"begin"):[],a=0;for(let s of o)s.start>a&&i.push(r.slice(a,s.start)),i.push(...t?An(e,s.tokens):[bt(e,s.text,s.tokens)]),a=Math.max(a,s.end);return a<r.length&&i.push(r.slice(a)),n?[...i,...$e(e,"end"),...$e(e,"padding")]:i}function bt(e,t,n){return{text:t,tokens:n,rows:y(e,n),special:!1}}function An(e,t){return t.map(n=>bt(e,Ee(e,n),[n]))}function $e(e,t){let n=e.caption.kinds.flatMap((o,i)=>o===t?[i]:[]);return n.length===0?[]:[{text:n.length===1?t:`${t} \xD7 ${n.length}`,rows:n,tokens:[],special:!0}]}function yt(e){return[...new Set(e.picture.kinds)].filter(n=>n!=="patch").map(n=>{let r=e.picture.kinds.flatMap((o,i)=>o===n?[i]:[]);return{text:r.length===1?n:`${n} \xD7 ${r.length}`,cols:r}})}function vt(e,t){let n=(r,o)=>r.flatMap((i,a)=>i===o?[]:[a]);return t==="content_patch"?{rows:[...e.content],cols:[...e.patches]}:t==="content_special"?{rows:[],cols:n(e.picture.kinds,"patch")}:t==="special_patch"?{rows:n(e.caption.kinds,"content"),cols:[]}:null}function E(e){return e>0?Math.min(9,Math.max(4,1-Math.floor(Math.log10(e)))):4}function v(e,t){let n=Math.abs(e).toFixed(t);return Number(n)===0?n:`${e<0?"\u2212":"+"}${n}`}function $(e,t){return v(e,t).replace("+","")}function j(e){let t=100*e,n=Math.abs(t)<1&&t!==0;return n&&Math.abs(t)<.05?`${t<0?"\u2212":""}<0.1\xA0%`:`${$(t,n?1:0)}\xA0%`}function Z(e,t,n=`${t}s`){return`${e} ${e===1?t:n}`}function xt(e,t,n){let r=10**n,o=e.map(s=>Math.floor(s*r)),i=Math.round(t*r)-o.reduce((s,l)=>s+l,0),a=e.map((s,l)=>[s*r-o[l],l]).sort(([s],[l])=>l-s).slice(0,Math.max(0,i));for(let[,s]of a)o[s]+=1;return o.map(s=>s/r)}function wt(e,t,n){let r=n.rowsFrom==="preview"&&n.cols.length>0?[]:n.rows;if(r.length===0&&n.cols.length===0)return _n(e);let o=[N(e,r),Te(e,n.cols)].filter(Boolean).join(" \xD7 "),i=R(e,r,n.cols),a=v(i,E(t.heat));return{eyebrow:n.rowsFrom==="preview"&&r.length>0?"Strongest phrase":"",subject:o,value:a,share:Number(a)===0?"":On(e,i),detail:jn(e,t,n,r)}}function R(e,t,n){return et(e,t.length>0?t:e.content,n.length>0?n:e.patches)}function On(e,t){let n=q(t,Math.abs(e.ledger.score));return n===null?"":`${j(n)} of the score`}function _n(e){let t=Math.abs(e.top_pairs[0]?.value??0),n=Le(e);return{eyebrow:"",subject:n?"No pair stands out":"Nothing selected",value:"",share:"",detail:n?t===0?"Every value between words and patches is zero.":`The largest sum of a phrase and its region is ${$(t,E(t))}.`:"Hover a word to see where it met the picture, or the picture to see which words it met."}}function jn(e,t,n,r){let o=n.cols.length===0||n.cols.length===e.patches.length;if(r.length>0&&o)return Rn(e,n);let i=r.length>0?Nn(e,n):"";return i?`${i} lies there`:Fn(e,t,n)}function Rn(e,t){if(e.patches.length===1)return"this picture is a single patch";if(t.region.length===0)return"nothing on the picture, for or against";let n=Se(t.heat,t.region,t.sign),[r,o]=t.sign>0?["strongest","positive"]:["most against","negative"],i=n===null?"":`, ${j(n)} of its ${o} attribution`;return`${r} ${Y(t.region,e.picture.rows,e.picture.cols)}${i}`}function Nn(e,t){let n=kt(e,t.cols);if(n.length!==t.cols.length)return"";let r=T(n.map(i=>t.heat[i]))<0?-1:1,o=Se(t.heat,n,r);return o===null?"":`${j(o)} of its ${r>0?"positive":"negative"} attribution`}function Fn(e,t,n,r=3){let o=E(t.heat),i=e.caption.words.map(l=>({text:l.text,value:T(y(e,l.tokens).map(u=>n.words[u]))})),a=l=>i.filter(({value:u})=>Number(v(u,o).replace("\u2212","-"))*l>0).sort((u,p)=>l*(p.value-u.value)).slice(0,r).map(({text:u,value:p})=>`${u} ${v(p,o)}`).join(", "),s=[["for",a(1)],["against",a(-1)]].filter(([,l])=>l);return s.length>0?s.map(([l,u])=>`${l}: ${u}`).join(" \xB7 "):"no word answers"}function kt(e,t){let n=new Map(e.patches.map((r,o)=>[r,o]));return t.flatMap(r=>n.get(r)??[])}var Wn=30;function N(e,t){if(t.length===0)return"";let n=new Map(e.content.map((i,a)=>[i,a])),r=t.flatMap(i=>n.get(i)??[]);if(r.length>0){let i=ot(e,r);return r.length===e.content.length&&i.length>Wn?"all words":i}return t.length===1?e.caption.pieces[t[0]]:t.every(i=>e.caption.kinds[i]==="padding")?Z(t.length,"padding unit"):"the caption's special units"}function Te(e,t){if(t.length===0)return"";let n=kt(e,t);if(n.length===0)return t.length===1?`[${e.picture.kinds[t[0]]}]`:"the picture's special units";if(n.length===e.patches.length)return"the whole picture";if(n.length===1)return se(n[0],e.picture.cols);let r=Y(n,e.picture.rows,e.picture.cols);return`${Z(n.length,"patch","patches")} ${r}`}function St(e){return[Kn(e),Un(e),In(e),Bn(e)].filter(n=>n!==null)}function Kn({converged:e,ledger:t}){if(e)return null;let n=`${v(t.residual,E(Math.abs(t.residual)))} of the score is unaccounted for`,r=t.exact?"Take the numbers as rough, or explain again with more steps (steps=64).":"Take the numbers as rough.";return{text:`The parts do not add up well: ${n}. ${r}`,offers:null}}function Un({ledger:e}){let{content_patch:t,content_special:n,special_patch:r,special_special:o}=e.mass;return n+r+o<=t?null:{text:`Only ${j(t)} of what caption and picture exchange lies between words and patches. The rest sits on units that are no word and no place: begin, end, class, padding.`,offers:"special"}}function In({unknown_words:e}){return e.length===0?null:{text:`The model never saw these words: ${e.join(", ")}.`,offers:null}}function Bn({broken:e}){if(e===0)return null;let[t,n]=e===1?["value is","counts"]:["values are","count"];return{text:`${e} ${t} not a number and ${n} as zero here.`,offers:null}}function Mt(e,t,n){let r={context:e,root:t,units:n,anchor:0,dragging:null};Vn(r),zn(r)}function Vn(e){let{context:t,root:n}=e;d(t,n,"pointermove",r=>{let o=ue(n,r);o!==null?Pe(e,e.dragging??o,o):e.dragging===null&&r.target===n&&b(t,null)}),d(t,n,"pointerleave",()=>{e.dragging===null&&b(t,null)}),d(t,n,"pointerdown",r=>{let o=ue(n,r);o===null||r.button!==0||(r.shiftKey||(e.anchor=o),e.dragging=e.anchor,n.setPointerCapture(r.pointerId))}),d(t,n,"pointerup",r=>Dn(e,r)),d(t,n,"pointercancel",()=>{e.dragging=null,b(t,null)}),d(t,n,"dblclick",r=>{let o=ue(n,r);o!==null&&qn(e,o)})}function Dn(e,t){let n=e.dragging;if(e.dragging=null,n===null)return;let r=ue(e.root,t)??n;r===n?Et(e,r):He(e,n,r,Yn(t)?"add":"only")}function zn(e){let{context:t,root:n,units:r}=e;d(t,n,"focusin",o=>{let i=pe(o.target);i!==null&&(Zn(r(),i),o.target.matches(":focus-visible")&&Pe(e,i,i))}),d(t,n,"focusout",()=>b(t,null)),d(t,n,"keydown",o=>{let i=pe(o.target);if(i===null)return;let a=Ze(o.key,i,r().length);if(a!==null)Gn(e,a,o.shiftKey);else if(o.key==="Enter"||o.key===" ")e.anchor=i,Et(e,i);else return;o.preventDefault()})}function Gn(e,t,n){n||(e.anchor=t),e.units()[t].element.focus(),Pe(e,e.anchor,t),n?He(e,e.anchor,t,"only"):Lt(e.context)}function Pe({context:e,units:t},n,r){let o=Me(n,r).flatMap(i=>[...t()[i]?.unit.rows??[]]);b(e,{rows:o,cols:[],from:"caption"})}function Et(e,t){let n=G(e.context.host.store.history.peek().now)!==void 0;He(e,t,t,n?"click":"add")}function He({context:e,units:t},n,r,o){let i=Me(n,r).flatMap(a=>[...t()[a]?.unit.tokens??[]]);i.length>0&&e.host.store.act(a=>ye(a,i,o)),Lt(e)}function qn({context:e,units:t},n){let r=t()[n].unit.tokens,o=e.host.pair.phrases.find(({tokens:i})=>r.some(a=>i.includes(a)));o&&e.host.store.act(i=>ye(i,o.tokens))}function Yn(e){return e.ctrlKey||e.metaKey}function ue(e,t){let n=pe(t.target);if(n!==null)return n;let r=e.getRootNode();return pe(r.elementFromPoint(t.clientX,t.clientY))}function pe(e){let t=e instanceof Element?e.closest("[data-index]"):null;return t?Number(t.dataset.index):null}function Zn(e,t){for(let[n,{element:r}]of e.entries())w(r,{tabindex:n===t?0:-1})}function Lt({host:e,shown:t,limits:n,announce:r}){let{rows:o,cols:i}=t.peek(),a=y(e.pair,e.store.history.peek().now.selected_tokens),s=v(R(e.pair,o,i),E(n.heat)),l=N(e.pair,o);r(l?`${l}, ${s}${a.join()===o.join()?", kept":""}`:"nothing kept")}var Jn=160;function $t(e){let{view:t}=e,n=c("div",{class:"caption",role:"listbox",dir:"auto","data-long":e.host.pair.caption.text.length>Jn,"aria-label":"Caption","aria-multiselectable":"true","aria-orientation":"horizontal"}),r=[];return h(e,()=>{r=Xn(e,n,t.pieces.value,t.special.value)}),h(e,()=>{t.pieces.value,t.special.value,Qn(e,r)}),h(e,()=>{t.pieces.value,t.special.value,er(e,r)}),Mt(e,n,()=>r),n}function Xn({host:e},t,n,r){let o=[],i=gt(e.pair,n,r).map(a=>{if(typeof a=="string")return c("span",{class:"gap"},a);let s=c("i",{class:"under"}),l=c("i",{class:"over"}),u=c("span",{class:a.special?"unit special":"unit",role:"option",tabindex:o.length===0?0:-1,"data-index":o.length},l,a.text,s);return o.push({unit:a,element:u,under:s,over:l}),u});return t.replaceChildren(...i),o}function Qn({shown:e},t){let{words:n,wordLimit:r}=e.value;for(let{unit:o,under:i}of t){let a=T(o.rows.map(p=>n[p])),s=r>0?Math.min(1,Math.abs(a)/r):0,l=a<0?"against":"for";i.dataset.sign!==l&&(i.dataset.sign=l);let u=`scaleY(${s<.02?0:s.toFixed(3)})`;i.style.transform!==u&&(i.style.transform=u)}}function er({host:e,shown:t},n){let{now:r}=e.store.history.value,o=new Set(t.value.rows),i=new Set(r.selected_tokens),a=({rows:u})=>u.length>0&&u.every(p=>o.has(p)),s=({tokens:u})=>u.length>0&&u.every(p=>i.has(p)),l=n.map(({unit:u})=>s(u)?"kept":a(u)?"lit":void 0);for(let[u,{unit:p,element:f,over:g}]of n.entries()){let M=l[u],C=M!==void 0&&M===l[u+1];w(f,{"aria-selected":String(M==="kept"),"data-state":M,"data-joined":C});let B=tr(r,p);g.style.background!==B.background&&Object.assign(g.style,B)}}function tr(e,t){let r=e.pins.filter(({tokens:o})=>t.tokens.some(i=>o.includes(i))).slice(0,3).map(({colour:o},i)=>{let[a,s]=[3*i,3*i+2];return`linear-gradient(to top, transparent ${a}px, ${H(o)} ${a}px ${s}px, transparent ${s}px)`});return{background:r.join(", "),height:`${3*r.length}px`}}var J=4;function nr(e){let t=0;return e.map(n=>{let r=t;return t+=n.value,{...n,from:r,to:t}})}function rr(e,t){let n=[0,t,...e.flatMap(({from:i,to:a})=>[i,a])],[r,o]=[Math.min(...n),Math.max(...n)];return o>r?[r,o]:[0,1]}function Tt(e){let{host:t}=e,{rows:n,score:r}=t.pair.ledger,o=nr(n),i=rr(o,r),a=xt(n.map(({value:g})=>g),r,J),s="Point at a part to read what it means.",l=c("p",{class:"explanation","aria-live":"polite"},s),u=c("ul",{class:"parts"},...o.map((g,M)=>or(g,i,a[M])),ir(r,i)),p=g=>{let M=g.target.closest("[data-explanation]"),C=vt(t.pair,M?.dataset.key??"");k(l,M?.dataset.explanation??s),b(e,C&&{...C,from:"list"})},f=()=>{k(l,s),b(e,null)};return d(e,u,["pointerover","focusin"],p),d(e,u,["pointerleave","focusout"],f),c("section",{class:"ledger","aria-label":"Where the score comes from"},c("h2",{},"Where the score comes from"),u,l)}function or(e,t,n){let{key:r,name:o,value:i,explanation:a,from:s,to:l}=e;return c("li",{tabindex:0,"data-key":r,"data-explanation":a,"aria-label":`${o}: ${v(n,J)}. ${a}`},c("span",{class:"name"},o),Pt(s,l,t,i<0?"against":"for"),c("span",{class:"value"},v(n,J)))}function ir(e,t){let n="The cosine of caption and picture: the sum of every line above.";return c("li",{class:"total",tabindex:0,"data-explanation":n,"aria-label":`score: ${$(e,J)}. ${n}`},c("span",{class:"name"},"score"),Pt(0,e,t,"score"),c("span",{class:"value"},$(e,J)))}function Pt(e,t,[n,r],o){let i=l=>100*(l-n)/(r-n),[a,s]=[i(Math.min(e,t)),i(Math.max(e,t))];return c("span",{class:"track","aria-hidden":"true"},c("i",{class:"zero",style:`left: ${i(0).toFixed(2)}%`}),c("i",{class:"piece","data-sign":o,style:`left: ${a.toFixed(2)}%; width: ${(s-a).toFixed(2)}%`}),c("i",{class:"end",style:`left: ${i(t).toFixed(2)}%`}))}function Ht(e){let t=c("p",{class:"note title"}),n=c("p",{class:"note"});return h(e,()=>{k(t,lr(e)),k(n,ur(e))}),c("div",{class:"legend"},t,ar(e),sr(e),n)}function ar(e){let t=c("span",{class:"end"}),n=c("span",{class:"end"}),r=c("span",{class:"ramp","aria-hidden":"true",style:`--ramp: ${mt()}`});return h(e,()=>{let{heatLimit:o}=e.shown.value,i=E(o);k(t,o>0?$(-o,i):"0"),k(n,o>0?v(o,i):"0"),w(r,{"data-empty":o===0})}),c("div",{class:"scale",role:"group","aria-label":"Colour scale, value per patch"},c("span",{class:"pole"},"against"),t,r,n,c("span",{class:"pole"},"for"))}function sr(e){let{view:t}=e,n=c("input",{type:"range",min:0,max:1,step:.05,value:t.opacity.peek()});return n.setAttribute("aria-label","Opacity of the heat"),d(e,n,"input",()=>Ct(t.opacity,Number(n.value))),c("div",{class:"controls"},de(e,t.locked,"Locked scale","One scale for every selection, so that colours can be compared"),c("label",{},"Opacity",n),de(e,t.grey,"Grey picture","Takes the picture's colours away, so that only the heat has any"))}function de(e,t,n,r){let o=c("input",{type:"checkbox"});return d(e,o,"change",()=>Ct(t,o.checked)),h(e,()=>{o.checked=t.value}),c("label",{title:r},o,n)}function Ct(e,t){e.value=t}function lr({host:e,view:t,shown:n}){let r=N(e.pair,n.value.rows);return r?`On the picture: ${r}, value per patch${t.smooth.value?", smoothed":""}`:"No heat on the picture: point at a word"}var cr="Point at words or at the picture; click to keep, drag for several.";function ur({host:e,view:t,shown:n,limits:r}){if(!t.locked.value)return"Unlocked: colours fit this selection only; do not compare them with another.";let{heat:o,cols:i,rowsFrom:a,wordLimit:s}=n.value,l=U(o),u=E(r.heat);if(l>r.heat*1.0001)return`Some patches lie beyond the scale: up to ${$(l,u)}.`;if(i.length===0)return a==="preview"?cr:"";let p=new Set(e.pair.patches),f=i.every(g=>p.has(g))?i.length:p.size;return`Full underline: ${$(s,u)}, the most any word gets from ${Z(f,"patch","patches")}.`}function At(e){let t=St(e.host.pair).map(({text:n,offers:r})=>c("p",{},n,...r==="special"?[" ",pr(e)]:[]));return c("div",{class:"notices",role:"status"},dr(e),...t)}function pr(e){let{special:t}=e.view,n=c("button",{type:"button",class:"link"});return d(e,n,"click",()=>{t.value=!t.value}),h(e,()=>k(n,t.value?"Hide them":"Show them")),n}function dr(e){let t=c("p",{},"The kernel is gone. The view still works; Python no longer sees what you choose.");return h(e,()=>{t.hidden=e.host.status.value!=="gone"}),t}function _t(e){let{view:t,host:n}=e,{layers:r,depths:o,model:i,method:a}=n.pair,s=c("details",{class:"options"},c("summary",{},"Options and keys"),c("div",{class:"sheet"},Ce(e,t.special,"Special units","Begin, end, padding and class: no word, no place, yet part of the score."),Ce(e,t.pieces,"Word pieces","The caption as the model reads it."),Ce(e,t.smooth,"Smooth heat","Blends neighbouring patches; the patches are what was measured."),c("dl",{class:"keys"},...Ge.flatMap(([u,p])=>[c("dt",{},u),c("dd",{},p)])),c("p",{class:"note"},`${i}, ${a}, picture at ${Ot(r[0],o[0])}, caption at ${Ot(r[1],o[1])}`)));return d(e,s,"keydown",u=>{u.key!=="Escape"||!s.open||(s.open=!1,s.querySelector("summary").focus(),u.stopPropagation())}),s}function Ce(e,t,n,r){return c("div",{class:"option"},de(e,t,n,r),c("small",{},r))}function Ot(e,t){return e===t?"the pooling":`layer ${e} of ${t}`}function Nt(e,t){let n={context:e,root:t,anchor:null,cursor:null,corner:null};fr(n),mr(n)}function fr(e){let{context:t,root:n}=e;d(t,n,"pointermove",r=>Ft(e,fe(e,e.anchor,Ae(e,r)))),d(t,n,"pointerleave",()=>{e.anchor===null&&b(t,null)}),d(t,n,"pointerdown",r=>{r.button===0&&(e.anchor=Ae(e,r),e.cursor=e.anchor,n.setPointerCapture(r.pointerId))}),d(t,n,"pointerup",r=>{if(e.anchor===null)return;let o=fe(e,e.anchor,Ae(e,r)),i=r.ctrlKey||r.metaKey||r.shiftKey;Wt(e,o,i?"add":o.length===1?"click":"only"),e.anchor=null}),d(t,n,"pointercancel",()=>{e.anchor=null,b(t,null)})}function mr(e){let{context:t,root:n}=e;d(t,n,"focusin",()=>{n.matches(":focus-visible")&&Rt(e,jt(e))}),d(t,n,"focusout",()=>{e.corner=null,b(t,null)}),d(t,n,"keydown",r=>{let o=jt(e),{rows:i,cols:a}=t.host.pair.picture,s=Ye(r.key,o,i,a);if(s!==null)e.corner=r.shiftKey?e.corner??o:null,Rt(e,s);else if(r.key==="Enter"||r.key===" ")Wt(e,fe(e,e.corner,o),r.ctrlKey||r.metaKey?"add":"click"),e.corner=null;else{r.key==="Escape"&&(e.anchor=null);return}r.preventDefault()})}function jt({context:e,cursor:t}){return t??Math.max(0,I(e.shown.peek().heat))}function Rt(e,t){e.cursor=t;let n=fe(e,e.corner,t);Ft(e,n),Kt(e.context,n)}function fe({context:e},t,n){return t===null?[n]:rt(e.host.pair.picture.cols,t,n)}function Ae({context:e,root:t},n){let{rows:r,cols:o}=e.host.pair.picture,i=t.getBoundingClientRect(),a=(l,u,p)=>Math.min(p-1,Math.max(0,Math.floor(l/u*p)));return a(n.clientY-i.top,i.height,r)*o+a(n.clientX-i.left,i.width,o)}function Ft({context:e},t){b(e,{rows:[],cols:P(e.host.pair,t),from:"picture"})}function Wt({context:e},t,n){e.host.store.act(r=>Ie(r,t,n)),Kt(e,t)}function Kt({host:e,limits:t,announce:n,shown:r},o){let{pair:i}=e,a=e.store.history.peek().now.selected_patches,s=r.peek().rowsFrom==="kept"?r.peek().rows:[],l=v(R(i,s,P(i,o)),E(t.heat)),u=o.length===1?se(o[0],i.picture.cols):`${o.length} patches`;n(`${u}, ${l}${o.every(p=>a.includes(p))?", kept":""}`)}function Ut(e){let{host:t,view:n}=e,{rows:r,cols:o,width:i,height:a}=t.pair.picture,s=c("img",{src:t.picture,alt:"",draggable:"false"}),l=c("canvas",{width:o,height:r,"aria-hidden":"true"}),u=ne("svg",{viewBox:`0 0 ${o} ${r}`,preserveAspectRatio:"none","aria-hidden":"true"}),p=c("div",{class:"tags","aria-hidden":"true"}),f=c("div",{class:"picture",role:"application","aria-roledescription":"patch grid","aria-label":`Picture of ${r} by ${o} patches. Arrow keys move, Enter keeps, Shift and arrows draw a box.`,tabindex:0,style:`aspect-ratio: ${i} / ${a}; --shape: ${i/a}`},s,l,u,p);return h(e,()=>hr(l,e)),h(e,()=>{l.style.opacity=String(n.opacity.value),w(f,{"data-smooth":n.smooth.value,"data-grey":n.grey.value})}),h(e,()=>gr(u,e)),h(e,()=>br(p,e)),Nt(e,f),f}function hr(e,{shown:t}){let{heat:n,heatLimit:r}=t.value,o=e.getContext("2d");if(!o)return;let i=o.createImageData(e.width,e.height);ft(n,r,i.data),o.putImageData(i,0,0)}function gr(e,{host:t,shown:n}){let{pair:r,store:o}=t,{now:i}=o.history.value,{region:a,cols:s,colsFrom:l}=n.value,u=r.picture.cols,p=l==="none"?me(a,u,"peak"):[];p.push(...me(i.selected_patches,u,"kept"));for(let f of i.pins){let g=f.patches.length>0?"pin":"pin peak";p.push(...me(It(r,f),u,g,H(f.colour)))}l==="hover"&&p.push(...me(yr(r,s),u,"hovered")),e.replaceChildren(...p)}function me(e,t,n,r){if(e.length===0)return[];let o=at(e,t),i=r?`stroke: ${r}`:void 0;return[ne("path",{d:o,class:"casing"}),ne("path",{d:o,class:n,style:i})]}function It(e,t){return t.patches.length>0?t.patches:ae(K(e,y(e,t.tokens)),e.picture.cols)}function br(e,{host:t}){let{rows:n,cols:r}=t.pair.picture,o=new Map,i=t.store.history.value.now.pins.flatMap(a=>{let{colour:s}=a,l=It(t.pair,a)[0];if(l===void 0)return[];let u=o.get(l)??0;o.set(l,u+1);let[p,f]=[Math.floor(l/r)/n,l%r/r],M=`${`top: ${100*p}%; left: calc(${100*f}% + ${18*u}px)`}; --pin: ${H(s)}; --on-pin: ${le(s)}`;return[c("span",{class:"tag",style:M},ce(s))]});e.replaceChildren(...i)}function yr(e,t){let n=new Set(t);return e.patches.flatMap((r,o)=>n.has(r)?[o]:[])}var vr=.1,Bt="share of the score";function Vt(e){let{host:t}=e,n=c("ul",{class:"rows"}),r=c("p",{class:"note"},"Keep a word or a region, then pin it here to compare it with others."),o=c("small",{},Bt),i=new AbortController;return h(e,()=>{let a=t.store.history.value.now.pins;i.abort(),i=new AbortController;let s={...e,stop:AbortSignal.any([e.stop,i.signal])};n.replaceChildren(...a.map(l=>xr(s,l))),r.hidden=a.length>0,o.hidden=a.length===0}),c("section",{"aria-label":"Pins"},c("h2",{},"Pins",o),n,r)}function Dt(e){let{pair:t}=e.host,{rows:n,cols:r}=t.picture,o=Math.abs(t.top_pairs[0]?.value??0),a=t.top_pairs.filter(({value:l})=>Math.abs(l)>=vr*o).map(({phrase:l,tokens:u,cells:p,value:f})=>zt(e,{tokens:u,patches:p,name:l,where:Y(p,n,r),value:f})),s=c("p",{class:"note"},"No phrase meets any part of the picture.");return c("section",{"aria-label":"Strongest pairs"},c("h2",{},"Strongest pairs",a.length>0?c("small",{},Bt):""),a.length>0?c("ul",{class:"rows"},...a):s)}function xr(e,t){let{host:n}=e,{pair:r,store:o}=n,[i,a]=[y(r,t.tokens),P(r,t.patches)],s=[N(r,i),Te(r,a)].filter(Boolean),l=zt(e,{...t,name:s[0],where:s[1]??"",value:R(r,i,a)}),u=c("span",{class:"badge",style:`--pin: ${H(t.colour)}; --on-pin: ${le(t.colour)}`},ce(t.colour)),p=c("button",{type:"button",class:"away","aria-label":`Unpin ${s.join(", ")}`,title:"Unpin"},"\xD7");return d(e,p,"click",()=>{o.act(f=>Ve(f,t.colour)),b(e,null)}),l.querySelector(".what").prepend(u),l.classList.add("pinned"),l.append(p),l}function zt(e,{tokens:t,patches:n,name:r,where:o,value:i}){let{host:a,limits:s}=e,l=q(i,Math.abs(a.pair.ledger.score)),u=c("button",{type:"button",class:"row"},c("span",{class:"what"},c("span",{class:"name"},r),o?c("span",{class:"where"},` ${o}`):""),c("span",{class:"value"},v(i,E(s.heat))),c("span",{class:"share"},l===null?"":j(l))),{pair:p}=a,f={rows:y(p,t),cols:P(p,n),from:"list"};return d(e,u,["pointerenter","focus"],()=>b(e,f)),d(e,u,["pointerleave","blur"],()=>b(e,null)),d(e,u,"click",()=>a.store.act(g=>ve(g,t,n))),c("li",{},u)}var wr={"+":"for","\u2212":"against"};function Gt(e){let{host:t,view:n,shown:r,limits:o}=e,{store:i}=t,a=x=>c("span",{class:x}),[s,l,u,p,f]=["eyebrow","subject","value","share","detail"].map(a),g=(x,he,on)=>{let Oe=c("button",{type:"button",title:he},x);return d(e,Oe,"click",on),Oe},M=g("Pin","Keep this selection in the list, with a colour of its own (P)",()=>i.act(oe)),C=g("Clear","Let go of the selection (Esc)",()=>xe(i,n)),B=g("Undo","Bring back what was kept before (Ctrl or \u2318 + Z)",()=>i.undo()),rn=c("div",{class:"readout"},c("div",{class:"said"},c("p",{class:"line"},s,l,u,p),f),c("div",{class:"actions"},M,C,B));return h(e,()=>{let x=wt(t.pair,o,r.value);k(s,x.eyebrow),k(l,x.subject),k(u,x.value),k(p,x.share),k(f,x.detail),w(l,{title:x.subject.length>40?x.subject:void 0}),w(u,{"data-sign":wr[x.value[0]??""]})}),h(e,()=>{let{now:x,past:he}=i.history.value;w(M,{"aria-disabled":W(x)||G(x)!==void 0}),w(C,{"aria-disabled":W(x)&&n.dismissed.value}),w(B,{"aria-disabled":he.length===0})}),rn}function qt(e){let{host:t,view:n}=e,r=yt(t.pair).map(({text:i,cols:a})=>{let s=c("button",{type:"button",class:"unit special"},i);return d(e,s,["pointerenter","focus"],()=>b(e,{rows:[],cols:a,from:"picture"})),d(e,s,["pointerleave","blur"],()=>b(e,null)),s}),o=c("div",{class:"specials"},c("span",{class:"note"},"Off the picture:"),...r);return h(e,()=>{o.hidden=!n.special.value||r.length===0}),o}function Yt(e,t,n){let r=Je(n),o=kr(e,n,r.announce),i=c("div",{class:"pairlens","data-lm-suppress-shortcuts":!0}),a=i.attachShadow({mode:"open"}),s=c("div",{class:"view"},...Sr(o),r.element);return a.append(c("style",{},ct),s),ut(l=>{s.dataset.theme=l},n),s.addEventListener("keydown",l=>Mr(l,o),{signal:n}),n.addEventListener("abort",()=>i.remove(),{once:!0}),t.append(i),i}function kr(e,t,n){let r=ze(),o=st(e.pair),i=We(()=>lt(e.pair,o,{shared:e.store.history.value.now,hover:r.hover.value,locked:r.locked.value,dismissed:r.dismissed.value}));return{host:e,view:r,limits:o,shown:i,stop:t,announce:n}}function Sr(e){return[c("div",{class:"head"},$t(e),Gt(e),At(e)),c("div",{class:"body"},c("div",{class:"main"},Ut(e),qt(e),Ht(e)),c("div",{class:"side"},Vt(e),Dt(e),Tt(e))),_t(e)]}function Mr(e,{host:t,view:n,announce:r}){if(e.defaultPrevented||Er(e)||!qe(e,t.store,n))return;let{selected_tokens:o,selected_patches:i,pins:a}=t.store.history.peek().now;r(`${o.length} word pieces and ${i.length} patches kept, ${a.length} pinned`),e.preventDefault(),e.stopPropagation()}function Er(e){return e.composedPath()[0]instanceof HTMLTextAreaElement}function Jt(e,t){if(e.version!==1)throw new Error(`This view reads explanations of version 1; this one is of version ${e.version}.`);let n=Lr(t),r=e.picture.kinds.length;if(r===0||n.length%r!==0)throw new Error(`The matrix has ${n.length} values, which is no multiple of ${r} image units.`);let o=$r(n),i=Zt(e.caption.kinds,"content"),a=Zt(e.picture.kinds,"patch");return{...e,matrix:n,sent:n.length/r,units:r,content:i,patches:a,broken:o}}function Lr(e){let t=ArrayBuffer.isView(e)?new DataView(e.buffer,e.byteOffset,e.byteLength):new DataView(e);if(t.byteLength%4!==0)throw new Error(`${t.byteLength} bytes do not make whole float32 values.`);let n=new Float32Array(t.byteLength/4);for(let r=0;r<n.length;r+=1)n[r]=t.getFloat32(4*r,!0);return n}function $r(e){let t=0;for(let n=0;n<e.length;n+=1)Number.isFinite(e[n])||(e[n]=0,t+=1);return t}function Zt(e,t){return e.flatMap((n,r)=>n===t?[r]:[])}var Qt=["selected_tokens","selected_patches","pins"];function en(e,t){let n=De(Xt(e)),r=(a,s)=>{e.on(a,s),t.addEventListener("abort",()=>e.off(a,s),{once:!0})};for(let a of Qt)r(`change:${a}`,()=>n.act(()=>Xt(e)));t.addEventListener("abort",z(()=>Tr(e,n.history.value.now)),{once:!0});let o=URL.createObjectURL(new Blob([Pr(e.get("_picture"))],{type:"image/png"}));return t.addEventListener("abort",()=>URL.revokeObjectURL(o),{once:!0}),{pair:Jt(e.get("_pair"),e.get("_matrix")),picture:o,store:n,status:L("live")}}function tn(e,t,n,r){let o=()=>queueMicrotask(()=>{e.status.value=n.classList.contains("jupyter-widgets-disconnected")?"gone":"live"});t.on("comm_live_update",o),r.addEventListener("abort",()=>t.off("comm_live_update",o),{once:!0}),o()}function Xt(e){return{selected_tokens:e.get("selected_tokens"),selected_patches:e.get("selected_patches"),pins:e.get("pins").map(({tokens:t,patches:n,colour:r})=>({tokens:t,patches:n,colour:r}))}}function Tr(e,t){let n=Qt.filter(r=>JSON.stringify(e.get(r))!==JSON.stringify(t[r]));for(let r of n)e.set(r,t[r]);n.length>0&&e.save_changes()}function Pr(e){let t=ArrayBuffer.isView(e)?new Uint8Array(e.buffer,e.byteOffset,e.byteLength):new Uint8Array(e);return new Uint8Array(t)}function nn(e,t,n){let r=new Set,o=()=>{if(!(!t.isConnected||n.aborted))for(let s of Hr(t,e))s.style.display="none",r.add(s)},i=new ResizeObserver(o);i.observe(t);let a=()=>{i.disconnect();for(let s of r)s.style.removeProperty("display")};n.addEventListener("abort",a,{once:!0})}function Hr(e,t){let n=`[data-pairlens="${CSS.escape(t)}"]`;for(let r=e.parentElement;r;r=r.parentElement){let o=[...r.querySelectorAll(n)];if(o.length>0)return o.map(i=>i.closest(".jp-OutputArea-child")??i)}return[]}var Di=()=>{let e;return{initialize({model:t,signal:n}){e=en(t,n)},render({model:t,el:n,signal:r}){let o=Yt(e,n,r);nn(String(t.get("_static_id")),o,r),tn(e,t,n,r)}}};export{Di as default};
