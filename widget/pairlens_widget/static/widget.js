var Vt=Symbol.for("preact-signals");function he(){if(_>1)_--;else{var e,t=!1;for((function(){var o=ee;for(ee=void 0;o!==void 0;){var i=o.S;if(i.v===o.v)for(var a=i.t;a!==void 0;a=a.x)a.i===o.i&&(a.i=i.i);o=o.o}})();G!==void 0;){var n=G;for(G=void 0,Q++;n!==void 0;){var r=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&Oe(n))try{n.c()}catch(o){t||(e=o,t=!0)}n=r}}if(Q=0,_--,t)throw e}}var z,g=void 0;function ne(e){var t=g,n=z;g=void 0,z=void 0;try{return e()}finally{g=t,z=n}}var G=void 0,_=0,Q=0;var Ce=0,ee=void 0,te=0;function Ae(e){if(g!==void 0){var t=e.n;if(t===void 0||t.t!==g)return t={i:0,S:e,p:g.s,n:void 0,t:g,e:void 0,x:void 0,r:t},g.s!==void 0&&(g.s.n=t),g.s=t,e.n=t,32&g.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=g.s,t.n=void 0,g.s.n=t,g.s=t),t}}function k(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,this.Z=t?.unwatched,this.name=t?.name}k.prototype.brand=Vt;k.prototype.h=function(){return!0};k.prototype.S=function(e){var t=this,n=this.t;n!==e&&e.e===void 0&&(e.x=n,this.t=e,n!==void 0?n.e=e:ne(function(){var r;(r=t.W)==null||r.call(t)}))};k.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.e,r=e.x;n!==void 0&&(n.x=r,e.e=void 0),r!==void 0&&(r.e=n,e.x=void 0),e===this.t&&(this.t=r,r===void 0&&ne(function(){var o;(o=t.Z)==null||o.call(t)}))}};k.prototype.subscribe=function(e){var t=this;return q(function(){var n=t.value;ne(function(){return e(n)})},{name:"sub"})};k.prototype.valueOf=function(){return this.value};k.prototype.toString=function(){return this.value+""};k.prototype.toJSON=function(){return this.value};k.prototype.peek=function(){var e=this;return ne(function(){return e.value})};Object.defineProperty(k.prototype,"value",{get:function(){var e=Ae(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.v){if(Q>100)throw new Error("Cycle detected");(function(n){_!==0&&Q===0&&n.l!==Ce&&(n.l=Ce,ee={S:n,v:n.v,i:n.i,o:ee})})(this),this.v=e,this.i++,te++,_++;try{for(var t=this.t;t!==void 0;t=t.x)t.t.N()}finally{he()}}}});function $(e,t){return new k(e,t)}function Oe(e){for(var t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}function _e(e){for(var t=e.s;t!==void 0;t=t.n){var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function je(e){for(var t=e.s,n=void 0;t!==void 0;){var r=t.p;t.i===-1?(t.S.U(t),r!==void 0&&(r.n=t.n),t.n!==void 0&&(t.n.p=r)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=void 0),t=r}e.s=n}function j(e,t){k.call(this,void 0,t),this.x=e,this.s=void 0,this.g=te-1,this.f=4}j.prototype=new k;j.prototype.h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===te))return!0;if(this.g=te,this.f|=1,this.i>0&&!Oe(this))return this.f&=-2,!0;var e=g;try{_e(this),g=this;var t=this.x();(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(n){this.v=n,this.f|=16,this.i++}return g=e,je(this),this.f&=-2,!0};j.prototype.S=function(e){if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}k.prototype.S.call(this,e)};j.prototype.U=function(e){if(this.t!==void 0&&(k.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=t.n)t.S.U(t)}};j.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(var e=this.t;e!==void 0;e=e.x)e.t.N()}};Object.defineProperty(j.prototype,"value",{get:function(){if(1&this.f)throw new Error("Cycle detected");var e=Ae(this);if(this.h(),e!==void 0&&(e.i=this.i),16&this.f)throw this.v;return this.v}});function Re(e,t){return new j(e,t)}function Fe(e){var t=e.j;if(e.j=void 0,typeof t=="function"){_++;var n=g;g=void 0;try{t()}catch(r){throw e.f&=-2,e.f|=8,ge(e),r}finally{g=n,he()}}}function ge(e){for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,Fe(e)}function Wt(e){if(g!==this)throw new Error("Out-of-order effect");je(this),g=e,this.f&=-2;try{8&this.f&&ge(this)}finally{he()}}function I(e,t){this.x=e,this.j=void 0,this.s=void 0,this.u=void 0,this.f=32,this.name=t?.name,z&&z.push(this)}I.prototype.c=function(){var e=this.S();try{if(8&this.f||this.x===void 0)return;var t=this.x();typeof t=="function"&&(this.j=t)}finally{e()}};I.prototype.S=function(){if(1&this.f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,Fe(this),_e(this),_++;var e=g;return g=this,Wt.bind(this,e)};I.prototype.N=function(){2&this.f||(this.f|=2,this.u=G,G=this)};I.prototype.d=function(){this.f|=8,1&this.f||ge(this)};I.prototype.dispose=function(){this.d()};function q(e,t){var n=new I(e,t);try{n.c()}catch(o){throw n.d(),o}var r=n.d.bind(n);return r[Symbol.dispose]=r,r}var Dt="http://www.w3.org/2000/svg";function u(e,t={},...n){let r=document.createElement(e);return S(r,t),r.append(...n),r}function re(e,t={},...n){let r=document.createElementNS(Dt,e);return S(r,t),r.append(...n),r}function S(e,t){for(let[n,r]of Object.entries(t))if(r===void 0||r===!1)e.removeAttribute(n);else{let o=r===!0&&!n.startsWith("aria-")?"":String(r);e.getAttribute(n)!==o&&e.setAttribute(n,o)}}function E(e,t){e.textContent!==t&&(e.textContent=t)}var zt={selected_tokens:[],selected_patches:[],pins:[]},Gt=200;function oe(e){return[...new Set(e)].sort((t,n)=>t-n)}function Ne(e,t,n){let r=oe(t);if(n==="only")return r;if(n==="click")return R(e,r)?[]:r;let o=new Set(e);return r.every(a=>o.has(a))?e.filter(a=>!r.includes(a)):oe([...e,...r])}function be(e,t,n="only"){return{...e,selected_tokens:Ne(e.selected_tokens,t,n)}}function Ke(e,t,n="only"){return{...e,selected_patches:Ne(e.selected_patches,t,n)}}function ye(e,t,n){return{...e,selected_tokens:oe(t),selected_patches:oe(n)}}function Ue(e){return ye(e,[],[])}function B(e){return e.selected_tokens.length+e.selected_patches.length===0}function ie(e){if(B(e)||ve(e))return e;let t=new Set(e.pins.map(o=>o.colour)),n=0;for(;t.has(n);)n+=1;let r={tokens:e.selected_tokens,patches:e.selected_patches,colour:n};return{...e,pins:[...e.pins,r]}}function ve(e){return e.pins.find(t=>R(t.tokens,e.selected_tokens)&&R(t.patches,e.selected_patches))}function Ie(e,t){return{...e,pins:e.pins.filter(n=>n.colour!==t)}}function qt(e,t){return Jt(e.now,t)?e:{past:[...e.past,e.now].slice(-Gt),now:t,future:[]}}function Yt({past:e,now:t,future:n}){let r=e.at(-1);return r?{past:e.slice(0,-1),now:r,future:[t,...n]}:{past:e,now:t,future:n}}function Zt({past:e,now:t,future:n}){let[r,...o]=n;return r?{past:[...e,t],now:r,future:o}:{past:e,now:t,future:n}}function Jt(e,t){return R(e.selected_tokens,t.selected_tokens)&&R(e.selected_patches,t.selected_patches)&&e.pins.length===t.pins.length&&e.pins.every((n,r)=>Xt(n,t.pins[r]))}function Xt(e,t){return e.colour===t.colour&&R(e.tokens,t.tokens)&&R(e.patches,t.patches)}function R(e,t){return e.length===t.length&&e.every((n,r)=>n===t[r])}function Be(e=zt){let t=$({past:[],now:e,future:[]}),n=r=>{t.value=r};return{history:t,act:r=>n(qt(t.peek(),r(t.peek().now))),undo:()=>n(Yt(t.peek())),redo:()=>n(Zt(t.peek()))}}function Ve(){return{hover:$(null),locked:$(!0),opacity:$(.85),smooth:$(!1),grey:$(!1),pieces:$(!1),special:$(!1),dismissed:$(!1)}}var We=[["Tab","to the caption, the picture, the lists"],["\u2190 \u2192 Home End","to another word"],["\u2190 \u2192 \u2191 \u2193","to another patch"],["Enter or Space","keep it, or let it go"],["Shift + arrows","several words, or a box"],["Ctrl or \u2318 + Enter","add to what is kept"],["P","pin what is kept"],["Esc","let go"],["Ctrl or \u2318 + Z","undo; with Shift: redo"]];function De(e,t,n){let r=e.ctrlKey||e.metaKey,o=e.key.toLowerCase();return r&&o==="z"?(e.shiftKey?t.redo():t.undo(),!0):o==="escape"?(xe(t,n),!0):o==="p"&&!r&&!e.altKey?(t.act(ie),!0):!1}function xe(e,t){t.hover.value=null,B(e.history.peek().now)&&(t.dismissed.value=!0),e.act(Ue)}function ze(e,t,n,r){let o=Math.floor(t/r),i=t%r,a=(s,l)=>Math.min(n-1,Math.max(0,s))*r+Math.min(r-1,Math.max(0,l));return e==="ArrowLeft"?a(o,i-1):e==="ArrowRight"?a(o,i+1):e==="ArrowUp"?a(o-1,i):e==="ArrowDown"?a(o+1,i):e==="Home"?a(o,0):e==="End"?a(o,r-1):null}function Ge(e,t,n){return e==="ArrowLeft"||e==="ArrowUp"?Math.max(0,t-1):e==="ArrowRight"||e==="ArrowDown"?Math.min(n-1,t+1):e==="Home"?0:e==="End"?n-1:null}var Qt=150;function qe(e){let t=u("p",{class:"heard",role:"status","aria-live":"polite"}),n;return e.addEventListener("abort",()=>clearTimeout(n),{once:!0}),{element:t,announce:o=>{clearTimeout(n),n=setTimeout(()=>{t.textContent=o},Qt)}}}function x(e,t){return t.map(n=>e.content[n])}function C(e,t){return t.map(n=>e.patches[n])}function ke(e,t,n){return t<e.sent?e.matrix[t*e.units+n]:0}function V(e,t){let n=new Float64Array(e.patches.length);for(let r of t)for(let o=0;o<n.length;o+=1)n[o]+=ke(e,r,e.patches[o]);return n}function Ze(e,t){let n=new Float64Array(e.caption.kinds.length);for(let r=0;r<e.sent;r+=1)for(let o of t)n[r]+=ke(e,r,o);return n}function T(e){let t=0;for(let n of e)t+=n;return t}function Je(e,t,n){let r=0;for(let o of t)for(let i of n)r+=ke(e,o,i);return r}function W(e){let t=0;for(let n of e)t=Math.max(t,Math.abs(n));return t}function Y(e,t){let n=e/t;return Number.isFinite(n)&&Math.abs(n)<10?n:null}function Se(e,t,n){let r=o=>Math.max(0,o*n);return Y(T(t.map(o=>r(e[o]))),T(Array.from(e,r)))}function Xe(e){let t=[...e.caption.words,...e.phrases];return Math.max(0,...t.map(n=>W(V(e,x(e,n.tokens)))))}function Qe(e){let t=new Float64Array(e.patches.length+1);for(let n of e.caption.words){let r=V(e,x(e,n.tokens)).sort();Ye(t,r,-1),Ye(t,r.reverse(),1)}return t}function Ye(e,t,n){let r=0;for(let o=0;o<t.length;o+=1)r+=Math.max(0,n*t[o]),e[o+1]=Math.max(e[o+1],r)}function ae(e,t,n){let[r,o]=we(Math.floor(t/e),Math.floor(n/e)),[i,a]=we(t%e,n%e),s=[];for(let l=r;l<=o;l+=1)for(let c=i;c<=a;c+=1)s.push(l*e+c);return s}function Me(e,t){let[n,r]=we(e,t);return Array.from({length:r-n+1},(o,i)=>n+i)}function we(e,t){return e<t?[e,t]:[t,e]}function et(e,t){let{text:n,words:r}=e.caption,o=new Set(t),i=[];for(let[a,s]of r.entries()){let l=s.tokens.filter(p=>o.has(p)),c=i.at(-1);l.length!==0&&(l.length<s.tokens.length?i.push({last:Number.NaN,start:0,end:0,text:en(e,l)}):c&&c.last===a-1?Object.assign(c,{last:a,end:s.end,text:n.slice(c.start,s.end)}):i.push({last:a,start:s.start,end:s.end,text:s.text}))}return i.map(a=>a.text).join(" \u2026 ")}function en(e,t){return t.map(n=>Ee(e,n)).join("")}function Ee(e,t){let n=e.content[t],[r,o]=e.caption.spans[n];return o>r?e.caption.text.slice(r,o):e.caption.pieces[n]}function le(e,t,n=0){let r=D(e,n);if(r<0)return[];let o=e[r]/2,i=s=>o>0?e[s]>=o:e[s]<=o,a=new Set([r]);for(let s of a)for(let l of tn(s,t,e.length))i(l)&&a.add(l);return[...a].sort((s,l)=>s-l)}function D(e,t=0){let n=-1,r=0;return e.forEach((o,i)=>{let a=t===0?Math.abs(o):o*t;a>r&&([n,r]=[i,a])}),n}function tn(e,t,n){let r=e%t;return[e-t,e+t,...r>0?[e-1]:[],...r<t-1?[e+1]:[]].filter(o=>o>=0&&o<n)}function nt(e,t){let n=new Set(e),r=(s,l)=>l>=0&&l<t&&s>=0&&n.has(s*t+l),o=new Map,i=new Map;for(let s of[...n].sort((l,c)=>l-c)){let[l,c]=[Math.floor(s/t),s%t];r(l-1,c)||se(o,l,c),r(l+1,c)||se(o,l+1,c),r(l,c-1)||se(i,c,l),r(l,c+1)||se(i,c+1,l)}let a=(s,l)=>[...s].map(([c,[p,d]])=>{let m=c.split(":")[0];return l==="H"?`M${p} ${m}H${d}`:`M${m} ${p}V${d}`});return[...a(o,"H"),...a(i,"V")].join("")}function se(e,t,n){for(let[r,o]of e)if(r.startsWith(`${t}:`)&&o[1]===n){o[1]=n+1;return}e.set(`${t}:${n}`,[n,n+1])}function nn(e,t,n){if(e.length===t*n)return"the whole picture";if(e.length>.6*t*n)return"most of the picture";let r=a=>e.reduce((s,l)=>s+a(l),0)/e.length,o=Math.floor(3*(r(a=>Math.floor(a/n))+.5)/t),i=Math.floor(3*(r(a=>a%n)+.5)/n);return o!==1&&i===1?o===0?"top":"bottom":[["upper","","lower"][o],["left","","right"][i]].filter(Boolean).join(" ")||"centre"}function Z(e,t,n){let r=nn(e,t,n);return r.endsWith("picture")?`over ${r}`:`at the ${r}`}function ce(e,t){return`patch in row ${Math.floor(e/t)+1}, column ${e%t+1}`}function rt(e){return{heat:Xe(e),words:Qe(e)}}function ot(e,t,n){let[r,o]=rn(e,n),[i,a]=on(e,n),s=V(e,r),l=Ze(e,i),c=o==="preview"&&e.top_pairs[0].value<0?-1:ln(s);return{rows:r,rowsFrom:o,cols:i,colsFrom:a,heat:s,heatLimit:n.locked?t.heat:W(s),region:le(s,e.picture.cols,c),sign:c,words:l,wordLimit:n.locked?t.words[cn(e,i)]:un(e,l)}}function rn(e,{shared:t,hover:n,dismissed:r}){if(n&&n.rows.length>0)return[n.rows,"hover"];if(t.selected_tokens.length>0)return[x(e,t.selected_tokens),"kept"];if(r||t.selected_patches.length>0)return[[],"none"];let o=an(e);return o.length>0?[x(e,o),"preview"]:[[],"none"]}function on(e,{shared:t,hover:n}){return n&&n.cols.length>0?[n.cols,"hover"]:t.selected_patches.length>0?[C(e,t.selected_patches),"kept"]:[[],"none"]}function an(e){return Le(e)?[]:e.top_pairs[0].tokens}var sn=.001;function Le(e){return Math.abs(e.top_pairs[0]?.value??0)<sn}function ln(e){let t=e[D(e,1)]??0;return-(e[D(e,-1)]??0)>2*t?-1:1}function cn(e,t){let n=new Set(e.patches);return t.some(r=>!n.has(r))?e.patches.length:t.length}function un(e,t){return W(e.caption.words.map(n=>T(x(e,n.tokens).map(r=>t[r]))))}var it=`:host {
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
  outline-offset: -3px;
}
.special {
  color: var(--soft);
  font-size: var(--small);
  font-style: normal;
}
.caption .special {
  margin-inline: 2px;
}
.under {
  position: absolute;
  inset: auto 3px 0;
  height: 8px;
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
.scale .end:first-of-type,
.side:first-child + .end {
  text-align: right;
}
.scale .side {
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
  gap: 20px;
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
  width: 110px;
}
.legend .note {
  min-height: 1.45em;
  margin-top: 6px;
}
.legend .title {
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
.sheet label {
  align-items: start;
}
.sheet input {
  margin-top: 3px;
}
.sheet small {
  display: block;
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
@container (max-width: 559px) {
  .readout {
    flex-direction: column;
    align-items: stretch;
    gap: 8px;
  }
  .detail {
    white-space: normal;
    height: 2.9em;
  }
}
@container (min-width: 760px) {
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
`;function dn(e,t){let n=e.dataset.jpThemeLight;if(n!==void 0)return n==="false"?"dark":"light";let r=[...e.classList,...e.ownerDocument.documentElement.classList];return r.some(o=>["vscode-dark","vscode-high-contrast","dark","dark-theme"].includes(o))?"dark":r.some(o=>["vscode-light","light","light-theme"].includes(o))?"light":t?"dark":"light"}function at(e,t){let{body:n,documentElement:r}=document,o=window.matchMedia("(prefers-color-scheme: dark)"),i=()=>e(dn(n,o.matches)),a=new MutationObserver(i);for(let s of[n,r])a.observe(s,{attributes:!0,attributeFilter:["class","data-jp-theme-light"]});t.addEventListener("abort",()=>a.disconnect(),{once:!0}),o.addEventListener("change",i,{signal:t}),i()}var fn=[[255,170,64],[214,72,0]],mn=[[96,176,255],[0,84,196]],st=["#2db298","#b836d9","#d9ad00","#548c00","#7cadf7","#6e6e76"];function A(e){return st[e%st.length]}function ue(e){let t=A(e),n=[1,3,5].map(r=>(Number.parseInt(t.slice(r,r+2),16)/255)**2.2);return .2126*n[0]+.7152*n[1]+.0722*n[2]>.18?"#111":"#fff"}function pe(e){let t=String.fromCharCode(65+e%26);return e<26?t:`${t}${Math.floor(e/26)+1}`}function lt(e,t){let n=t>0?Math.min(1,Math.abs(e)/t):0,[r,o]=e<0?mn:fn;return{rgb:hn(r,o,n),alpha:n}}function hn(e,t,n){let r=o=>Math.round(e[o]+(t[o]-e[o])*n);return[r(0),r(1),r(2)]}function ct(e,t,n){e.forEach((r,o)=>{let{rgb:i,alpha:a}=lt(r,t);n.set([...i,255*a],4*o)})}function ut(e=9){return`linear-gradient(to right, ${Array.from({length:e},(n,r)=>{let o=-1+2*r/(e-1),{rgb:i,alpha:a}=lt(o,1);return`rgb(${i.join(" ")} / ${a.toFixed(3)}) ${(50*(o+1)).toFixed(1)}%`}).join(", ")})`}function b(e,t){e.stop.addEventListener("abort",q(t),{once:!0})}function L(e){return e>0?Math.min(9,Math.max(4,1-Math.floor(Math.log10(e)))):4}function w(e,t){let n=Math.abs(e).toFixed(t);return Number(n)===0?n:`${e<0?"\u2212":"+"}${n}`}function P(e,t){return w(e,t).replace("+","")}function F(e){let t=100*e,n=Math.abs(t)<1&&t!==0;return n&&Math.abs(t)<.05?`${t<0?"\u2212":""}<0.1\xA0%`:`${P(t,n?1:0)}\xA0%`}function $e(e,t,n=`${t}s`){return`${e} ${e===1?t:n}`}function pt(e,t,n){let r=10**n,o=e.map(s=>Math.floor(s*r)),i=Math.round(t*r)-o.reduce((s,l)=>s+l,0),a=e.map((s,l)=>[s*r-o[l],l]).sort(([s],[l])=>l-s).slice(0,Math.max(0,i));for(let[,s]of a)o[s]+=1;return o.map(s=>s/r)}function dt(e,t,n){let{text:r,words:o}=e.caption,i=n?Te(e,"begin"):[],a=0;for(let s of o)s.start>a&&i.push(r.slice(a,s.start)),i.push(...t?gn(e,s.tokens):[ft(e,s.text,s.tokens)]),a=Math.max(a,s.end);return a<r.length&&i.push(r.slice(a)),n?[...i,...Te(e,"end"),...Te(e,"padding")]:i}function ft(e,t,n){return{text:t,tokens:n,rows:x(e,n),special:!1}}function gn(e,t){return t.map(n=>ft(e,Ee(e,n),[n]))}function Te(e,t){let n=e.caption.kinds.flatMap((o,i)=>o===t?[i]:[]);return n.length===0?[]:[{text:n.length===1?t:`${t} \xD7 ${n.length}`,rows:n,tokens:[],special:!0}]}function mt(e){return[...new Set(e.picture.kinds)].filter(n=>n!=="patch").map(n=>{let r=e.picture.kinds.flatMap((o,i)=>o===n?[i]:[]);return{text:r.length===1?n:`${n} \xD7 ${r.length}`,cols:r}})}function gt(e,t,n){let r=n.rowsFrom==="preview"&&n.cols.length>0?[]:n.rows;if(r.length===0&&n.cols.length===0)return yn(e);let o=[K(e,r),Pe(e,n.cols)].filter(Boolean).join(" \xD7 "),i=N(e,r,n.cols);return{eyebrow:n.rowsFrom==="preview"&&r.length>0?"Strongest phrase":"",subject:o,value:w(i,L(t.heat)),share:bn(e,i),detail:vn(e,t,n,r)}}function N(e,t,n){return Je(e,t.length>0?t:e.content,n.length>0?n:e.patches)}function bn(e,t){let n=Y(t,Math.abs(e.ledger.score));return n===null?"":`${F(n)} of the score`}function yn(e){let t=Math.abs(e.top_pairs[0]?.value??0),n=Le(e);return{eyebrow:"",subject:n?"No pair stands out":"Nothing selected",value:"",share:"",detail:n?t===0?"Every value between words and patches is zero.":`The largest sum of a phrase and its region is ${P(t,L(t))}.`:"Hover a word to see where it met the picture, or the picture to see which words it met."}}function vn(e,t,n,r){if(n.cols.length===0)return xn(e,n);if(r.length===0)return ht(e,t,n);let o=wn(e,n);return o?`${o} lies there`:ht(e,t,n)}function xn(e,t){if(e.patches.length===1)return"this picture is a single patch";if(t.region.length===0)return"nothing on the picture, for or against";let n=Se(t.heat,t.region,t.sign),[r,o]=t.sign>0?["strongest","positive"]:["most against","negative"],i=n===null?"":`, ${F(n)} of its ${o} attribution`;return`${r} ${Z(t.region,e.picture.rows,e.picture.cols)}${i}`}function wn(e,t){let n=bt(e,t.cols);if(n.length!==t.cols.length)return"";let r=T(n.map(i=>t.heat[i]))<0?-1:1,o=Se(t.heat,n,r);return o===null?"":`${F(o)} of its ${r>0?"positive":"negative"} attribution`}function ht(e,t,n,r=3){let o=L(t.heat),i=e.caption.words.map(l=>({text:l.text,value:T(x(e,l.tokens).map(c=>n.words[c]))})),a=l=>i.filter(({value:c})=>Number(w(c,o).replace("\u2212","-"))*l>0).sort((c,p)=>l*(p.value-c.value)).slice(0,r).map(({text:c,value:p})=>`${c} ${w(p,o)}`).join(", "),s=[["for",a(1)],["against",a(-1)]].filter(([,l])=>l);return s.length>0?s.map(([l,c])=>`${l}: ${c}`).join(" \xB7 "):"no word answers"}function bt(e,t){let n=new Map(e.patches.map((r,o)=>[r,o]));return t.flatMap(r=>n.get(r)??[])}function K(e,t){if(t.length===0)return"";let n=new Map(e.content.map((o,i)=>[o,i])),r=t.flatMap(o=>n.get(o)??[]);return r.length===t.length?et(e,r):t.length===1?e.caption.pieces[t[0]]:`${$e(t.length,"padding unit")}`}function Pe(e,t){if(t.length===0)return"";let n=bt(e,t);if(n.length<t.length)return t.length===1?`[${e.picture.kinds[t[0]]}]`:"special units";if(n.length===1)return ce(n[0],e.picture.cols);let r=Z(n,e.picture.rows,e.picture.cols);return`${$e(n.length,"patch","patches")} ${r}`}function yt(e){return[kn(e),Sn(e),Mn(e),En(e)].filter(n=>n!==null)}function kn({converged:e,ledger:t}){if(e)return null;let n=`${w(t.residual,L(Math.abs(t.residual)))} of the score is unaccounted for`,r=t.exact?"Take the numbers as rough, or explain again with more steps (steps=64).":"Take the numbers as rough.";return{text:`The parts do not add up well: ${n}. ${r}`,offers:null}}function Sn({ledger:e}){let{content_patch:t,content_special:n,special_patch:r,special_special:o}=e.mass;return n+r+o<=t?null:{text:`Only ${F(t)} of what caption and picture exchange lies between words and patches. The rest sits on units that are no word and no place: begin, end, class, padding.`,offers:"special"}}function Mn({unknown_words:e}){return e.length===0?null:{text:`The model never saw these words: ${e.join(", ")}.`,offers:null}}function En({broken:e}){if(e===0)return null;let[t,n]=e===1?["value is","counts"]:["values are","count"];return{text:`${e} ${t} not a number and ${n} as zero here.`,offers:null}}function xt(e){let{view:t}=e,n=u("div",{class:"caption",role:"listbox","aria-label":"Caption","aria-multiselectable":"true","aria-orientation":"horizontal"}),r=[];return b(e,()=>{r=Ln(e,n,t.pieces.value,t.special.value)}),b(e,()=>{t.pieces.value,t.special.value,$n(e,r)}),b(e,()=>{t.pieces.value,t.special.value,Tn(e,r)}),Hn(e,n,()=>r),n}function Ln({host:e},t,n,r){let o=[],i=dt(e.pair,n,r).map(a=>{if(typeof a=="string")return u("span",{class:"gap"},a);let s=u("i",{class:"under"}),l=u("i",{class:"over"}),c=u("span",{class:a.special?"unit special":"unit",role:"option",tabindex:o.length===0?0:-1,"data-index":o.length},l,a.text,s);return o.push({unit:a,element:c,under:s,over:l}),c});return t.replaceChildren(...i),o}function $n({shown:e},t){let{words:n,wordLimit:r}=e.value;for(let{unit:o,under:i}of t){let a=T(o.rows.map(p=>n[p])),s=r>0?Math.min(1,Math.abs(a)/r):0,l=a<0?"against":"for";i.dataset.sign!==l&&(i.dataset.sign=l);let c=`scaleY(${s<.02?0:s.toFixed(3)})`;i.style.transform!==c&&(i.style.transform=c)}}function Tn({host:e,shown:t},n){let{now:r}=e.store.history.value,o=new Set(t.value.rows),i=new Set(r.selected_tokens),a=({rows:c})=>c.length>0&&c.every(p=>o.has(p)),s=({tokens:c})=>c.length>0&&c.every(p=>i.has(p)),l=n.map(({unit:c})=>s(c)?"kept":a(c)?"lit":void 0);for(let[c,{unit:p,element:d,over:m}]of n.entries()){let v=l[c],y=v!==void 0&&v===l[c+1];S(d,{"aria-selected":String(v==="kept"),"data-state":v,"data-joined":y});let H=Pn(r,p);m.style.background!==H.background&&Object.assign(m.style,H)}}function Pn(e,t){let r=e.pins.filter(({tokens:o})=>t.tokens.some(i=>o.includes(i))).slice(0,3).map(({colour:o},i)=>{let[a,s]=[3*i,3*i+2];return`linear-gradient(to top, transparent ${a}px, ${A(o)} ${a}px ${s}px, transparent ${s}px)`});return{background:r.join(", "),height:`${3*r.length}px`}}function Hn(e,t,n){let{view:r,stop:o}=e,i=0,a=null,s=(p,d)=>t.addEventListener(p,d,{signal:o}),l=(p,d)=>{let m=Me(p,d).flatMap(v=>[...n()[v].unit.rows]);r.hover.value={rows:m,cols:[],from:"caption"}},c=(p,d,m)=>{let v=Me(p,d).flatMap(y=>[...n()[y]?.unit.tokens??[]]);v.length>0&&e.host.store.act(y=>be(y,v,m)),vt(e)};s("pointermove",p=>{let d=de(t,p);d!==null?l(a??d,d):a===null&&p.target===t&&(r.hover.value=null)}),s("pointerleave",()=>{a===null&&(r.hover.value=null)}),s("pointerdown",p=>{let d=de(t,p);d===null||p.button!==0||(p.shiftKey||(i=d),a=i,t.setPointerCapture(p.pointerId))}),s("pointerup",p=>{let d=de(t,p)??a;if(a!==null&&d!==null){let m=p.ctrlKey||p.metaKey?"add":d===a?"click":"only";c(a,d,m)}a=null}),s("pointercancel",()=>{a=null,r.hover.value=null}),s("dblclick",p=>{let d=de(t,p);d!==null&&An(e,n()[d].unit)}),s("focusin",p=>{let d=fe(p.target);d!==null&&(Cn(n(),d),p.target.matches(":focus-visible")&&l(d,d))}),s("focusout",()=>{r.hover.value=null}),s("keydown",p=>{let d=fe(p.target);if(d===null)return;let m=Ge(p.key,d,n().length);if(m!==null)n()[m].element.focus(),p.shiftKey?c(i,m,"only"):i=m,l(p.shiftKey?i:m,m);else if(p.key==="Enter"||p.key===" ")i=d,c(d,d,p.ctrlKey||p.metaKey?"add":"click");else return;vt(e),p.preventDefault()})}function de(e,t){let n=fe(t.target);if(n!==null)return n;let r=e.getRootNode();return fe(r.elementFromPoint(t.clientX,t.clientY))}function fe(e){let t=e instanceof Element?e.closest("[data-index]"):null;return t?Number(t.dataset.index):null}function Cn(e,t){for(let[n,{element:r}]of e.entries())S(r,{tabindex:n===t?0:-1})}function An({host:e},t){let n=e.pair.phrases.find(({tokens:r})=>t.tokens.some(o=>r.includes(o)));n&&e.store.act(r=>be(r,n.tokens))}function vt({host:e,shown:t,limits:n,announce:r}){let{rows:o,cols:i}=t.peek(),a=x(e.pair,e.store.history.peek().now.selected_tokens),s=w(N(e.pair,o,i),L(n.heat)),l=K(e.pair,o);r(l?`${l}, ${s}${a.join()===o.join()?", kept":""}`:"nothing kept")}var J=4;function On(e){let t=0;return e.map(n=>{let r=t;return t+=n.value,{...n,from:r,to:t}})}function _n(e,t){let n=[0,t,...e.flatMap(({from:i,to:a})=>[i,a])],[r,o]=[Math.min(...n),Math.max(...n)];return o>r?[r,o]:[0,1]}function wt({host:e,stop:t}){let{rows:n,score:r}=e.pair.ledger,o=On(n),i=_n(o,r),a=pt(n.map(({value:d})=>d),r,J),s="Point at a part to read what it means.",l=u("p",{class:"explanation","aria-live":"polite"},s),c=u("ul",{class:"parts"},...o.map((d,m)=>jn(d,i,a[m])),Rn(r,i)),p=d=>{let m=d.target.closest("[data-explanation]");E(l,m?.dataset.explanation??s)};for(let d of["pointerover","focusin"])c.addEventListener(d,p,{signal:t});return c.addEventListener("pointerleave",()=>E(l,s),{signal:t}),u("section",{class:"ledger","aria-label":"Where the score comes from"},u("h2",{},"Where the score comes from"),c,l)}function jn(e,t,n){let{name:r,value:o,explanation:i,from:a,to:s}=e;return u("li",{tabindex:0,"data-explanation":i,"aria-label":`${r}: ${w(n,J)}. ${i}`},u("span",{class:"name"},r),kt(a,s,t,o<0?"against":"for"),u("span",{class:"value"},w(n,J)))}function Rn(e,t){let n="The cosine of caption and picture: the sum of every line above.";return u("li",{class:"total",tabindex:0,"data-explanation":n,"aria-label":`score: ${P(e,J)}. ${n}`},u("span",{class:"name"},"score"),kt(0,e,t,"score"),u("span",{class:"value"},P(e,J)))}function kt(e,t,[n,r],o){let i=l=>100*(l-n)/(r-n),[a,s]=[i(Math.min(e,t)),i(Math.max(e,t))];return u("span",{class:"track","aria-hidden":"true"},u("i",{class:"zero",style:`left: ${i(0).toFixed(2)}%`}),u("i",{class:"piece","data-sign":o,style:`left: ${a.toFixed(2)}%; width: ${(s-a).toFixed(2)}%`}),u("i",{class:"end",style:`left: ${i(t).toFixed(2)}%`}))}function St(e){let{view:t,stop:n,shown:r}=e,o=u("span",{class:"end"}),i=u("span",{class:"end"}),a=u("p",{class:"note title"}),s=u("p",{class:"note"}),l=u("span",{class:"ramp","aria-hidden":"true",style:`--ramp: ${ut()}`}),c=u("input",{type:"checkbox",role:"switch",checked:!0}),p=u("input",{type:"range",min:0,max:1,step:.05,value:t.opacity.peek(),"aria-label":"Opacity of the heat"});return c.addEventListener("change",()=>{t.locked.value=c.checked},{signal:n}),p.addEventListener("input",()=>{t.opacity.value=Number(p.value)},{signal:n}),b(e,()=>{let{heatLimit:d}=r.value,m=L(d);E(o,d>0?P(-d,m):"0"),E(i,d>0?w(d,m):"0"),S(l,{"data-empty":d===0}),E(a,Fn(e)),E(s,Nn(e))}),u("div",{class:"legend"},a,u("div",{class:"scale",role:"group","aria-label":"Colour scale, per patch"},u("span",{class:"side"},"against"),o,l,i,u("span",{class:"side"},"for")),u("div",{class:"controls"},u("label",{title:"One scale for every selection, so that colours can be compared"},c,"Locked scale"),u("label",{},"Opacity",p)),s)}function Fn({host:e,shown:t}){let n=K(e.pair,t.value.rows);return n?`On the picture: ${n}, value per patch`:"No heat on the picture: point at a word"}function Nn({view:e,shown:t,limits:n}){if(!e.locked.value)return"Unlocked: colours fit this selection only; do not compare them with another.";let r=W(t.value.heat);return r<=n.heat*1.0001?"":`Some patches lie beyond the scale: up to ${P(r,L(n.heat))}.`}function Mt(e){let{host:t,view:n,stop:r}=e,o=yt(t.pair).map(({text:a,offers:s})=>{let l=u("p",{},a);if(s==="special"){let c=u("button",{type:"button",class:"link"},"Show them");c.addEventListener("click",()=>{n.special.value=!n.special.value},{signal:r}),b(e,()=>{c.textContent=n.special.value?"Hide them":"Show them"}),l.append(" ",c)}return l}),i=u("p",{},"The kernel is gone. The view still works; Python no longer sees what you choose.");return b(e,()=>{i.hidden=t.status.value!=="gone"}),u("div",{class:"notices",role:"status"},i,...o)}function Et(e){let{view:t,host:n,stop:r}=e,o=(s,l,c)=>{let p=u("input",{type:"checkbox"});return p.addEventListener("change",()=>{l.value=p.checked},{signal:r}),b(e,()=>{p.checked=l.value}),u("label",{},p,u("span",{},s,u("small",{},c)))},{pair:i}=n,a=u("details",{class:"options"},u("summary",{},"Options and keys"),u("div",{class:"sheet"},o("Special units",t.special,"Begin, end, padding and class: they carry attribution, but are no word and no place."),o("Word pieces",t.pieces,"The caption as the model reads it."),o("Smooth heat",t.smooth,"Blends neighbouring patches. The patches are what was measured."),o("Grey picture",t.grey,"Takes the picture's own colours away, so that only the heat has any."),u("dl",{class:"keys"},...We.flatMap(([s,l])=>[u("dt",{},s),u("dd",{},l)])),u("p",{class:"note"},`${i.model}, layers ${Kn(i.layers,i.depths)}, ${i.method}`)));return a.addEventListener("keydown",s=>{s.key!=="Escape"||!a.open||(a.open=!1,a.querySelector("summary").focus(),s.stopPropagation())},{signal:r}),a}function Kn([e,t],[n,r]){return`${e} of ${n} (picture) and ${t} of ${r} (caption)`}function $t(e){let{host:t,view:n}=e,{rows:r,cols:o,width:i,height:a}=t.pair.picture,s=u("img",{src:t.picture,alt:"",draggable:"false"}),l=u("canvas",{width:o,height:r,"aria-hidden":"true"}),c=re("svg",{viewBox:`0 0 ${o} ${r}`,preserveAspectRatio:"none","aria-hidden":"true"}),p=u("div",{class:"tags","aria-hidden":"true"}),d=u("div",{class:"picture",role:"application","aria-roledescription":"patch grid","aria-label":`Picture of ${r} by ${o} patches. Arrow keys move, Enter keeps, Shift and arrows draw a box.`,tabindex:0,style:`aspect-ratio: ${i} / ${a}; --shape: ${i/a}`},s,l,c,p);return b(e,()=>Un(l,e)),b(e,()=>{l.style.opacity=String(n.opacity.value),S(d,{"data-smooth":n.smooth.value,"data-grey":n.grey.value})}),b(e,()=>In(c,e)),b(e,()=>Bn(p,e)),Wn(e,d),d}function Un(e,{shown:t}){let{heat:n,heatLimit:r}=t.value,o=e.getContext("2d");if(!o)return;let i=o.createImageData(e.width,e.height);ct(n,r,i.data),o.putImageData(i,0,0)}function In(e,{host:t,shown:n}){let{pair:r,store:o}=t,{now:i}=o.history.value,{region:a,cols:s,colsFrom:l}=n.value,c=r.picture.cols,p=i.pins.flatMap(d=>me(Tt(r,d),c,d.patches.length>0?"pin":"pin peak",A(d.colour)));i.selected_patches.length>0&&p.push(...me(i.selected_patches,c,"kept")),l==="none"&&p.push(...me(a,c,"peak")),l==="hover"&&p.push(...me(Vn(r,s),c,"hovered")),e.replaceChildren(...p)}function me(e,t,n,r){if(e.length===0)return[];let o=nt(e,t),i=r?`stroke: ${r}`:void 0;return[re("path",{d:o,class:"casing"}),re("path",{d:o,class:n,style:i})]}function Tt(e,t){return t.patches.length>0?t.patches:le(V(e,x(e,t.tokens)),e.picture.cols)}function Bn(e,{host:t}){let{rows:n,cols:r}=t.pair.picture;e.replaceChildren(...t.store.history.value.now.pins.flatMap(o=>{let i=Tt(t.pair,o)[0];if(i===void 0)return[];let[a,s]=[Math.floor(i/r)/n,i%r/r],l=`top: ${100*a}%; left: ${100*s}%; --pin: ${A(o.colour)}; --on-pin: ${ue(o.colour)}`;return[u("span",{class:"tag",style:l},pe(o.colour))]}))}function Vn(e,t){let n=new Set(t);return e.patches.flatMap((r,o)=>n.has(r)?[o]:[])}function Wn(e,t){let{host:n,view:r,stop:o,shown:i}=e,{rows:a,cols:s}=n.pair.picture,l=null,c=null,p=null,d=(f,h)=>t.addEventListener(f,h,{signal:o}),m=f=>{let h=C(n.pair,f),M=r.hover.peek();M?.from==="picture"&&M.cols.join()===h.join()||(r.hover.value={rows:[],cols:h,from:"picture"})},v=(f,h)=>{n.store.act(M=>Ke(M,f,h))},y=f=>{let h=t.getBoundingClientRect(),M=(O,Bt,He)=>Math.min(He-1,Math.max(0,Math.floor(O/Bt*He)));return M(f.clientY-h.top,h.height,a)*s+M(f.clientX-h.left,h.width,s)};d("pointermove",f=>{let h=y(f);m(l===null?[h]:ae(s,l,h))}),d("pointerleave",()=>{l===null&&(r.hover.value=null)}),d("pointerdown",f=>{f.button===0&&(l=y(f),c=l,t.setPointerCapture(f.pointerId))}),d("pointerup",f=>{if(l===null)return;let h=ae(s,l,y(f)),M=f.ctrlKey||f.metaKey||f.shiftKey;v(h,M?"add":h.length===1?"click":"only"),l=null}),d("pointercancel",()=>{l=null,r.hover.value=null}),d("focusin",()=>{t.matches(":focus-visible")&&X(c??H())}),d("focusout",()=>{r.hover.value=null,p=null}),d("keydown",f=>{let h=c??H(),M=ze(f.key,h,a,s);if(M!==null)p=f.shiftKey?p??h:null,X(M);else if(f.key==="Enter"||f.key===" "){let O=U(h);v(O,f.ctrlKey||f.metaKey?"add":"click"),p=null,Lt(e,O)}else return;f.preventDefault()});let H=()=>Math.max(0,D(i.peek().heat)),U=f=>p===null?[f]:ae(s,p,f),X=f=>{c=f,m(U(f)),Lt(e,U(f))}}function Lt({host:e,limits:t,announce:n,shown:r},o){let{pair:i}=e,a=e.store.history.peek().now.selected_patches,s=r.peek().rowsFrom==="kept"?r.peek().rows:[],l=w(N(i,s,C(i,o)),L(t.heat)),c=o.length===1?ce(o[0],i.picture.cols):`${o.length} patches`;n(`${c}, ${l}${o.every(p=>a.includes(p))?", kept":""}`)}var Dn=.1;function Pt(e){let{host:t}=e,n=u("ul",{class:"rows"}),r=u("p",{class:"note"},"Keep a word or a region, then pin it here to compare it with others.");return b(e,()=>{let o=t.store.history.value.now.pins;n.replaceChildren(...o.map(i=>zn(e,i))),r.hidden=o.length>0}),u("section",{"aria-label":"Pins"},u("h2",{},"Pins"),n,r)}function Ht(e){let{pair:t}=e.host,{rows:n,cols:r}=t.picture,o=Math.abs(t.top_pairs[0]?.value??0),a=t.top_pairs.filter(({value:l})=>Math.abs(l)>=Dn*o).map(({phrase:l,tokens:c,cells:p,value:d})=>Ct(e,{tokens:c,patches:p,name:l,where:Z(p,n,r),value:d})),s=u("p",{class:"note"},"No phrase meets any part of the picture.");return u("section",{"aria-label":"Strongest pairs"},u("h2",{},"Strongest pairs"),a.length>0?u("ul",{class:"rows"},...a):s)}function zn(e,t){let{host:n,stop:r}=e,{pair:o,store:i}=n,[a,s]=[x(o,t.tokens),C(o,t.patches)],l=[K(o,a),Pe(o,s)].filter(Boolean),c=Ct(e,{...t,name:l[0],where:l[1]??"",value:N(o,a,s)}),p=u("span",{class:"badge",style:`--pin: ${A(t.colour)}; --on-pin: ${ue(t.colour)}`},pe(t.colour)),d=u("button",{type:"button",class:"away","aria-label":`Unpin ${l.join(", ")}`,title:"Unpin"},"\xD7");return d.addEventListener("click",()=>i.act(m=>Ie(m,t.colour)),{signal:r}),c.querySelector(".what").prepend(p),c.classList.add("pinned"),c.append(d),c}function Ct(e,{tokens:t,patches:n,name:r,where:o,value:i}){let{host:a,view:s,stop:l,limits:c}=e,p=Y(i,Math.abs(a.pair.ledger.score)),d=u("button",{type:"button",class:"row"},u("span",{class:"what"},u("span",{class:"name"},r),o?u("span",{class:"where"},` ${o}`):""),u("span",{class:"value"},w(i,L(c.heat))),u("span",{class:"share"},p===null?"":F(p))),m=()=>{let{pair:y}=a;s.hover.value={rows:x(y,t),cols:C(y,n),from:"list"}},v=()=>{s.hover.value=null};for(let y of["pointerenter","focus"])d.addEventListener(y,m,{signal:l});for(let y of["pointerleave","blur"])d.addEventListener(y,v,{signal:l});return d.addEventListener("click",()=>a.store.act(y=>ye(y,t,n)),{signal:l}),u("li",{},d)}function At(e){let{host:t,view:n,stop:r,shown:o,limits:i}=e,{store:a}=t,s=f=>u("span",{class:f}),[l,c,p,d,m]=["eyebrow","subject","value","share","detail"].map(s),v=(f,h,M)=>{let O=u("button",{type:"button",title:h},f);return O.addEventListener("click",M,{signal:r}),O},y=v("Pin","Keep this selection in the list, with a colour of its own (P)",()=>a.act(ie)),H=v("Clear","Let go of the selection (Esc)",()=>xe(a,n)),U=v("Undo","Bring back what was kept before (Ctrl or \u2318 + Z)",()=>a.undo()),X=u("div",{class:"readout"},u("div",{class:"said"},u("p",{class:"line"},l,c,p,d),m),u("div",{class:"actions"},y,H,U));return b(e,()=>{let f=gt(t.pair,i,o.value);E(l,f.eyebrow),E(c,f.subject),E(p,f.value),E(d,f.share),E(m,f.detail),S(c,{title:f.subject.length>40?f.subject:void 0}),S(p,{"data-sign":f.value.startsWith("\u2212")?"against":"for"})}),b(e,()=>{let{now:f,past:h}=a.history.value;S(y,{"aria-disabled":B(f)||ve(f)!==void 0}),S(H,{"aria-disabled":B(f)&&n.dismissed.value}),S(U,{"aria-disabled":h.length===0})}),X}function Ot(e){let{host:t,view:n,stop:r}=e,o=mt(t.pair).map(({text:a,cols:s})=>{let l=u("button",{type:"button",class:"unit special"},a),c=()=>{n.hover.value={rows:[],cols:s,from:"picture"}},p=()=>{n.hover.value=null};for(let d of["pointerenter","focus"])l.addEventListener(d,c,{signal:r});for(let d of["pointerleave","blur"])l.addEventListener(d,p,{signal:r});return l}),i=u("div",{class:"specials"},u("span",{class:"note"},"Off the picture:"),...o);return b(e,()=>{i.hidden=!n.special.value||o.length===0}),i}function _t(e,t,n){let r=qe(n),o=Gn(e,n,r.announce),i=u("div",{class:"pairlens","data-lm-suppress-shortcuts":!0}),a=i.attachShadow({mode:"open"}),s=u("div",{class:"view"},...qn(o),r.element);return a.append(u("style",{},it),s),at(l=>{s.dataset.theme=l},n),s.addEventListener("keydown",l=>Yn(l,o),{signal:n}),n.addEventListener("abort",()=>i.remove(),{once:!0}),t.append(i),i}function Gn(e,t,n){let r=Ve(),o=rt(e.pair),i=Re(()=>ot(e.pair,o,{shared:e.store.history.value.now,hover:r.hover.value,locked:r.locked.value,dismissed:r.dismissed.value}));return{host:e,view:r,limits:o,shown:i,stop:t,announce:n}}function qn(e){return[u("div",{class:"head"},xt(e),At(e),Mt(e)),u("div",{class:"body"},u("div",{class:"main"},$t(e),Ot(e),St(e)),u("div",{class:"side"},Pt(e),Ht(e),wt(e))),Et(e)]}function Yn(e,{host:t,view:n,announce:r}){if(e.defaultPrevented||Zn(e)||!De(e,t.store,n))return;let{selected_tokens:o,selected_patches:i,pins:a}=t.store.history.peek().now;r(`${o.length} word pieces and ${i.length} patches kept, ${a.length} pinned`),e.preventDefault(),e.stopPropagation()}function Zn(e){return e.composedPath()[0]instanceof HTMLTextAreaElement}function Rt(e,t){if(e.version!==1)throw new Error(`This view reads explanations of version 1; this one is of version ${e.version}.`);let n=Jn(t),r=e.picture.kinds.length;if(r===0||n.length%r!==0)throw new Error(`The matrix has ${n.length} values, which is no multiple of ${r} image units.`);let o=Xn(n),i=jt(e.caption.kinds,"content"),a=jt(e.picture.kinds,"patch");return{...e,matrix:n,sent:n.length/r,units:r,content:i,patches:a,broken:o}}function Jn(e){let t=ArrayBuffer.isView(e)?new DataView(e.buffer,e.byteOffset,e.byteLength):new DataView(e);if(t.byteLength%4!==0)throw new Error(`${t.byteLength} bytes do not make whole float32 values.`);let n=new Float32Array(t.byteLength/4);for(let r=0;r<n.length;r+=1)n[r]=t.getFloat32(4*r,!0);return n}function Xn(e){let t=0;for(let n=0;n<e.length;n+=1)Number.isFinite(e[n])||(e[n]=0,t+=1);return t}function jt(e,t){return e.flatMap((n,r)=>n===t?[r]:[])}var Nt=["selected_tokens","selected_patches","pins"];function Kt(e,t){let n=Be(Ft(e)),r=(a,s)=>{e.on(a,s),t.addEventListener("abort",()=>e.off(a,s),{once:!0})};for(let a of Nt)r(`change:${a}`,()=>n.act(()=>Ft(e)));t.addEventListener("abort",q(()=>Qn(e,n.history.value.now)),{once:!0});let o=URL.createObjectURL(new Blob([er(e.get("_picture"))],{type:"image/png"}));return t.addEventListener("abort",()=>URL.revokeObjectURL(o),{once:!0}),{pair:Rt(e.get("_pair"),e.get("_matrix")),picture:o,store:n,status:$("live")}}function Ut(e,t,n,r){let o=()=>queueMicrotask(()=>{e.status.value=n.classList.contains("jupyter-widgets-disconnected")?"gone":"live"});t.on("comm_live_update",o),r.addEventListener("abort",()=>t.off("comm_live_update",o),{once:!0}),o()}function Ft(e){return{selected_tokens:e.get("selected_tokens"),selected_patches:e.get("selected_patches"),pins:e.get("pins").map(({tokens:t,patches:n,colour:r})=>({tokens:t,patches:n,colour:r}))}}function Qn(e,t){let n=Nt.filter(r=>JSON.stringify(e.get(r))!==JSON.stringify(t[r]));for(let r of n)e.set(r,t[r]);n.length>0&&e.save_changes()}function er(e){let t=ArrayBuffer.isView(e)?new Uint8Array(e.buffer,e.byteOffset,e.byteLength):new Uint8Array(e);return new Uint8Array(t)}function It(e,t,n){let r=new Set,o=()=>{if(!(!t.isConnected||n.aborted))for(let s of tr(t,e))s.style.display="none",r.add(s)},i=new ResizeObserver(o);i.observe(t);let a=()=>{i.disconnect();for(let s of r)s.style.removeProperty("display")};n.addEventListener("abort",a,{once:!0})}function tr(e,t){let n=`[data-pairlens="${CSS.escape(t)}"]`;for(let r=e.parentElement;r;r=r.parentElement){let o=[...r.querySelectorAll(n)];if(o.length>0)return o.map(i=>i.closest(".jp-OutputArea-child")??i)}return[]}var ri=()=>{let e;return{initialize({model:t,signal:n}){e=Kt(t,n)},render({model:t,el:n,signal:r}){let o=_t(e,n,r);It(String(t.get("_static_id")),o,r),Ut(e,t,n,r)}}};export{ri as default};
