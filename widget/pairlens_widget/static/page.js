"use strict";(()=>{var Kt=Symbol.for("preact-signals");function me(){if(A>1)A--;else{var e,t=!1;for((function(){var o=Q;for(Q=void 0;o!==void 0;){var i=o.S;if(i.v===o.v)for(var a=i.t;a!==void 0;a=a.x)a.i===o.i&&(a.i=i.i);o=o.o}})();G!==void 0;){var n=G;for(G=void 0,X++;n!==void 0;){var r=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&Oe(n))try{n.c()}catch(o){t||(e=o,t=!0)}n=r}}if(X=0,A--,t)throw e}}var z,g=void 0;function te(e){var t=g,n=z;g=void 0,z=void 0;try{return e()}finally{g=t,z=n}}var G=void 0,A=0,X=0;var Ce=0,Q=void 0,ee=0;function He(e){if(g!==void 0){var t=e.n;if(t===void 0||t.t!==g)return t={i:0,S:e,p:g.s,n:void 0,t:g,e:void 0,x:void 0,r:t},g.s!==void 0&&(g.s.n=t),g.s=t,e.n=t,32&g.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=g.s,t.n=void 0,g.s.n=t,g.s=t),t}}function S(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,this.Z=t?.unwatched,this.name=t?.name}S.prototype.brand=Kt;S.prototype.h=function(){return!0};S.prototype.S=function(e){var t=this,n=this.t;n!==e&&e.e===void 0&&(e.x=n,this.t=e,n!==void 0?n.e=e:te(function(){var r;(r=t.W)==null||r.call(t)}))};S.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.e,r=e.x;n!==void 0&&(n.x=r,e.e=void 0),r!==void 0&&(r.e=n,e.x=void 0),e===this.t&&(this.t=r,r===void 0&&te(function(){var o;(o=t.Z)==null||o.call(t)}))}};S.prototype.subscribe=function(e){var t=this;return ne(function(){var n=t.value;te(function(){return e(n)})},{name:"sub"})};S.prototype.valueOf=function(){return this.value};S.prototype.toString=function(){return this.value+""};S.prototype.toJSON=function(){return this.value};S.prototype.peek=function(){var e=this;return te(function(){return e.value})};Object.defineProperty(S.prototype,"value",{get:function(){var e=He(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.v){if(X>100)throw new Error("Cycle detected");(function(n){A!==0&&X===0&&n.l!==Ce&&(n.l=Ce,Q={S:n,v:n.v,i:n.i,o:Q})})(this),this.v=e,this.i++,ee++,A++;try{for(var t=this.t;t!==void 0;t=t.x)t.t.N()}finally{me()}}}});function P(e,t){return new S(e,t)}function Oe(e){for(var t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}function Ae(e){for(var t=e.s;t!==void 0;t=t.n){var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function _e(e){for(var t=e.s,n=void 0;t!==void 0;){var r=t.p;t.i===-1?(t.S.U(t),r!==void 0&&(r.n=t.n),t.n!==void 0&&(t.n.p=r)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=void 0),t=r}e.s=n}function _(e,t){S.call(this,void 0,t),this.x=e,this.s=void 0,this.g=ee-1,this.f=4}_.prototype=new S;_.prototype.h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===ee))return!0;if(this.g=ee,this.f|=1,this.i>0&&!Oe(this))return this.f&=-2,!0;var e=g;try{Ae(this),g=this;var t=this.x();(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(n){this.v=n,this.f|=16,this.i++}return g=e,_e(this),this.f&=-2,!0};_.prototype.S=function(e){if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}S.prototype.S.call(this,e)};_.prototype.U=function(e){if(this.t!==void 0&&(S.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=t.n)t.S.U(t)}};_.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(var e=this.t;e!==void 0;e=e.x)e.t.N()}};Object.defineProperty(_.prototype,"value",{get:function(){if(1&this.f)throw new Error("Cycle detected");var e=He(this);if(this.h(),e!==void 0&&(e.i=this.i),16&this.f)throw this.v;return this.v}});function je(e,t){return new _(e,t)}function Re(e){var t=e.j;if(e.j=void 0,typeof t=="function"){A++;var n=g;g=void 0;try{t()}catch(r){throw e.f&=-2,e.f|=8,he(e),r}finally{g=n,me()}}}function he(e){for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,Re(e)}function Ut(e){if(g!==this)throw new Error("Out-of-order effect");_e(this),g=e,this.f&=-2;try{8&this.f&&he(this)}finally{me()}}function U(e,t){this.x=e,this.j=void 0,this.s=void 0,this.u=void 0,this.f=32,this.name=t?.name,z&&z.push(this)}U.prototype.c=function(){var e=this.S();try{if(8&this.f||this.x===void 0)return;var t=this.x();typeof t=="function"&&(this.j=t)}finally{e()}};U.prototype.S=function(){if(1&this.f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,Re(this),Ae(this),A++;var e=g;return g=this,Ut.bind(this,e)};U.prototype.N=function(){2&this.f||(this.f|=2,this.u=G,G=this)};U.prototype.d=function(){this.f|=8,1&this.f||he(this)};U.prototype.dispose=function(){this.d()};function ne(e,t){var n=new U(e,t);try{n.c()}catch(o){throw n.d(),o}var r=n.d.bind(n);return r[Symbol.dispose]=r,r}var Bt="http://www.w3.org/2000/svg";function u(e,t={},...n){let r=document.createElement(e);return M(r,t),r.append(...n),r}function re(e,t={},...n){let r=document.createElementNS(Bt,e);return M(r,t),r.append(...n),r}function M(e,t){for(let[n,r]of Object.entries(t))r===void 0||r===!1?e.removeAttribute(n):e.getAttribute(n)!==String(r===!0?"":r)&&e.setAttribute(n,String(r===!0?"":r))}function E(e,t){e.textContent!==t&&(e.textContent=t)}var It={selected_tokens:[],selected_patches:[],pins:[]},Vt=200;function oe(e){return[...new Set(e)].sort((t,n)=>t-n)}function Ne(e,t,n){let r=oe(t);if(n==="only")return r;if(n==="click")return j(e,r)?[]:r;let o=new Set(e);return r.every(a=>o.has(a))?e.filter(a=>!r.includes(a)):oe([...e,...r])}function ge(e,t,n="only"){return{...e,selected_tokens:Ne(e.selected_tokens,t,n)}}function Fe(e,t,n="only"){return{...e,selected_patches:Ne(e.selected_patches,t,n)}}function be(e,t,n){return{...e,selected_tokens:oe(t),selected_patches:oe(n)}}function Ke(e){return be(e,[],[])}function B(e){return e.selected_tokens.length+e.selected_patches.length===0}function ie(e){if(B(e)||ye(e))return e;let t=new Set(e.pins.map(o=>o.colour)),n=0;for(;t.has(n);)n+=1;let r={tokens:e.selected_tokens,patches:e.selected_patches,colour:n};return{...e,pins:[...e.pins,r]}}function ye(e){return e.pins.find(t=>j(t.tokens,e.selected_tokens)&&j(t.patches,e.selected_patches))}function Ue(e,t){return{...e,pins:e.pins.filter(n=>n.colour!==t)}}function Wt(e,t){return Gt(e.now,t)?e:{past:[...e.past,e.now].slice(-Vt),now:t,future:[]}}function Dt({past:e,now:t,future:n}){let r=e.at(-1);return r?{past:e.slice(0,-1),now:r,future:[t,...n]}:{past:e,now:t,future:n}}function zt({past:e,now:t,future:n}){let[r,...o]=n;return r?{past:[...e,t],now:r,future:o}:{past:e,now:t,future:n}}function Gt(e,t){return j(e.selected_tokens,t.selected_tokens)&&j(e.selected_patches,t.selected_patches)&&e.pins.length===t.pins.length&&e.pins.every((n,r)=>qt(n,t.pins[r]))}function qt(e,t){return e.colour===t.colour&&j(e.tokens,t.tokens)&&j(e.patches,t.patches)}function j(e,t){return e.length===t.length&&e.every((n,r)=>n===t[r])}function Be(e=It){let t=P({past:[],now:e,future:[]}),n=r=>{t.value=r};return{history:t,act:r=>n(Wt(t.peek(),r(t.peek().now))),undo:()=>n(Dt(t.peek())),redo:()=>n(zt(t.peek()))}}function Ie(){return{hover:P(null),locked:P(!0),opacity:P(.85),smooth:P(!1),grey:P(!1),pieces:P(!1),special:P(!1),dismissed:P(!1)}}var Ve=[["Tab","to the caption, the picture, the lists"],["\u2190 \u2192 Home End","to another word"],["\u2190 \u2192 \u2191 \u2193","to another patch"],["Enter or Space","keep it, or let it go"],["Shift + arrows","several words, or a box"],["Ctrl or \u2318 + Enter","add to what is kept"],["P","pin what is kept"],["Esc","let go"],["Ctrl or \u2318 + Z","undo; with Shift: redo"]];function We(e,t,n){let r=e.ctrlKey||e.metaKey,o=e.key.toLowerCase();return r&&o==="z"?(e.shiftKey?t.redo():t.undo(),!0):o==="escape"?(ve(t,n),!0):o==="p"&&!r&&!e.altKey?(t.act(ie),!0):!1}function ve(e,t){t.hover.value=null,B(e.history.peek().now)&&(t.dismissed.value=!0),e.act(Ke)}function De(e,t,n,r){let o=Math.floor(t/r),i=t%r,a=(s,l)=>Math.min(n-1,Math.max(0,s))*r+Math.min(r-1,Math.max(0,l));return e==="ArrowLeft"?a(o,i-1):e==="ArrowRight"?a(o,i+1):e==="ArrowUp"?a(o-1,i):e==="ArrowDown"?a(o+1,i):e==="Home"?a(o,0):e==="End"?a(o,r-1):null}function ze(e,t,n){return e==="ArrowLeft"||e==="ArrowUp"?Math.max(0,t-1):e==="ArrowRight"||e==="ArrowDown"?Math.min(n-1,t+1):e==="Home"?0:e==="End"?n-1:null}var Yt=150;function Ge(e){let t=u("p",{class:"heard",role:"status","aria-live":"polite"}),n;return e.addEventListener("abort",()=>clearTimeout(n),{once:!0}),{element:t,announce:o=>{clearTimeout(n),n=setTimeout(()=>{t.textContent=o},Yt)}}}function w(e,t){return t.map(n=>e.content[n])}function H(e,t){return t.map(n=>e.patches[n])}function we(e,t,n){return t<e.sent?e.matrix[t*e.units+n]:0}function I(e,t){let n=new Float64Array(e.patches.length);for(let r of t)for(let o=0;o<n.length;o+=1)n[o]+=we(e,r,e.patches[o]);return n}function Ye(e,t){let n=new Float64Array(e.caption.kinds.length);for(let r=0;r<e.sent;r+=1)for(let o of t)n[r]+=we(e,r,o);return n}function T(e){let t=0;for(let n of e)t+=n;return t}function Je(e,t,n){let r=0;for(let o of t)for(let i of n)r+=we(e,o,i);return r}function V(e){let t=0;for(let n of e)t=Math.max(t,Math.abs(n));return t}function q(e,t){let n=e/t;return Number.isFinite(n)&&Math.abs(n)<10?n:null}function ke(e,t,n){let r=o=>Math.max(0,o*n);return q(T(t.map(o=>r(e[o]))),T(Array.from(e,r)))}function Ze(e){let t=[...e.caption.words,...e.phrases];return Math.max(0,...t.map(n=>V(I(e,w(e,n.tokens)))))}function Xe(e){let t=new Float64Array(e.patches.length+1);for(let n of e.caption.words){let r=I(e,w(e,n.tokens)).sort();qe(t,r,-1),qe(t,r.reverse(),1)}return t}function qe(e,t,n){let r=0;for(let o=0;o<t.length;o+=1)r+=Math.max(0,n*t[o]),e[o+1]=Math.max(e[o+1],r)}function W(e,t,n){let[r,o]=xe(Math.floor(t/e),Math.floor(n/e)),[i,a]=xe(t%e,n%e),s=[];for(let l=r;l<=o;l+=1)for(let c=i;c<=a;c+=1)s.push(l*e+c);return s}function Se(e,t){let[n,r]=xe(e,t);return Array.from({length:r-n+1},(o,i)=>n+i)}function xe(e,t){return e<t?[e,t]:[t,e]}function Qe(e,t){let{text:n,words:r}=e.caption,o=new Set(t),i=[];for(let[a,s]of r.entries()){let l=s.tokens.filter(p=>o.has(p)),c=i.at(-1);l.length!==0&&(l.length<s.tokens.length?i.push({last:Number.NaN,start:0,end:0,text:Jt(e,l)}):c&&c.last===a-1?Object.assign(c,{last:a,end:s.end,text:n.slice(c.start,s.end)}):i.push({last:a,start:s.start,end:s.end,text:s.text}))}return i.map(a=>a.text).join(" \u2026 ")}function Jt(e,t){return t.map(n=>Me(e,n)).join("")}function Me(e,t){let n=e.content[t],[r,o]=e.caption.spans[n];return o>r?e.caption.text.slice(r,o):e.caption.pieces[n]}function se(e,t,n=0){let r=R(e,n);if(r<0)return[];let o=e[r]/2,i=s=>o>0?e[s]>=o:e[s]<=o,a=new Set([r]);for(let s of a)for(let l of Zt(s,t,e.length))i(l)&&a.add(l);return[...a].sort((s,l)=>s-l)}function R(e,t=0){let n=-1,r=0;return e.forEach((o,i)=>{let a=t===0?Math.abs(o):o*t;a>r&&([n,r]=[i,a])}),n}function Zt(e,t,n){let r=e%t;return[e-t,e+t,...r>0?[e-1]:[],...r<t-1?[e+1]:[]].filter(o=>o>=0&&o<n)}function tt(e,t){let n=new Set(e),r=(s,l)=>l>=0&&l<t&&s>=0&&n.has(s*t+l),o=new Map,i=new Map;for(let s of[...n].sort((l,c)=>l-c)){let[l,c]=[Math.floor(s/t),s%t];r(l-1,c)||ae(o,l,c),r(l+1,c)||ae(o,l+1,c),r(l,c-1)||ae(i,c,l),r(l,c+1)||ae(i,c+1,l)}let a=(s,l)=>[...s].map(([c,[p,d]])=>{let f=c.split(":")[0];return l==="H"?`M${p} ${f}H${d}`:`M${f} ${p}V${d}`});return[...a(o,"H"),...a(i,"V")].join("")}function ae(e,t,n){for(let[r,o]of e)if(r.startsWith(`${t}:`)&&o[1]===n){o[1]=n+1;return}e.set(`${t}:${n}`,[n,n+1])}function Xt(e,t,n){if(e.length===t*n)return"the whole picture";if(e.length>.6*t*n)return"most of the picture";let r=a=>e.reduce((s,l)=>s+a(l),0)/e.length,o=Math.floor(3*(r(a=>Math.floor(a/n))+.5)/t),i=Math.floor(3*(r(a=>a%n)+.5)/n);return o!==1&&i===1?o===0?"top":"bottom":[["upper","","lower"][o],["left","","right"][i]].filter(Boolean).join(" ")||"centre"}function Y(e,t,n){let r=Xt(e,t,n);return r.endsWith("picture")?`over ${r}`:`at the ${r}`}function le(e,t){return`patch in row ${Math.floor(e/t)+1}, column ${e%t+1}`}function nt(e){return{heat:Ze(e),words:Xe(e)}}function rt(e,t,n){let[r,o]=Qt(e,n),[i,a]=en(e,n),s=I(e,r),l=Ye(e,i),c=o==="preview"&&e.top_pairs[0].value<0?-1:rn(s);return{rows:r,rowsFrom:o,cols:i,colsFrom:a,heat:s,heatLimit:n.locked?t.heat:V(s),region:se(s,e.picture.cols,c),sign:c,words:l,wordLimit:n.locked?t.words[on(e,i)]:an(e,l)}}function Qt(e,{shared:t,hover:n,dismissed:r}){if(n&&n.rows.length>0)return[n.rows,"hover"];if(t.selected_tokens.length>0)return[w(e,t.selected_tokens),"kept"];if(r||t.selected_patches.length>0)return[[],"none"];let o=tn(e);return o.length>0?[w(e,o),"preview"]:[[],"none"]}function en(e,{shared:t,hover:n}){return n&&n.cols.length>0?[n.cols,"hover"]:t.selected_patches.length>0?[H(e,t.selected_patches),"kept"]:[[],"none"]}function tn(e){return Ee(e)?[]:e.top_pairs[0].tokens}var nn=.001;function Ee(e){return Math.abs(e.top_pairs[0]?.value??0)<nn}function rn(e){let t=e[R(e,1)]??0;return-(e[R(e,-1)]??0)>2*t?-1:1}function on(e,t){let n=new Set(e.patches);return t.some(r=>!n.has(r))?e.patches.length:t.length}function an(e,t){return V(e.caption.words.map(n=>T(w(e,n.tokens).map(r=>t[r]))))}var ot=`:host {
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
button:disabled {
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
.actions button:hover:not(:disabled),
.options summary:hover {
  border-color: var(--soft);
}
.actions button:disabled {
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
`;function ln(e,t){let n=e.dataset.jpThemeLight;if(n!==void 0)return n==="false"?"dark":"light";let r=[...e.classList,...e.ownerDocument.documentElement.classList];return r.some(o=>["vscode-dark","vscode-high-contrast","dark","dark-theme"].includes(o))?"dark":r.some(o=>["vscode-light","light","light-theme"].includes(o))?"light":t?"dark":"light"}function it(e,t){let{body:n,documentElement:r}=document,o=window.matchMedia("(prefers-color-scheme: dark)"),i=()=>e(ln(n,o.matches)),a=new MutationObserver(i);for(let s of[n,r])a.observe(s,{attributes:!0,attributeFilter:["class","data-jp-theme-light"]});t.addEventListener("abort",()=>a.disconnect(),{once:!0}),o.addEventListener("change",i,{signal:t}),i()}var cn=[[255,170,64],[214,72,0]],un=[[96,176,255],[0,84,196]],at=["#2db298","#b836d9","#d9ad00","#548c00","#7cadf7","#6e6e76"];function O(e){return at[e%at.length]}function ce(e){let t=O(e),n=[1,3,5].map(r=>(Number.parseInt(t.slice(r,r+2),16)/255)**2.2);return .2126*n[0]+.7152*n[1]+.0722*n[2]>.18?"#111":"#fff"}function ue(e){let t=String.fromCharCode(65+e%26);return e<26?t:`${t}${Math.floor(e/26)+1}`}function st(e,t){let n=t>0?Math.min(1,Math.abs(e)/t):0,[r,o]=e<0?un:cn;return{rgb:pn(r,o,n),alpha:n}}function pn(e,t,n){let r=o=>Math.round(e[o]+(t[o]-e[o])*n);return[r(0),r(1),r(2)]}function lt(e,t,n){e.forEach((r,o)=>{let{rgb:i,alpha:a}=st(r,t);n.set([...i,255*a],4*o)})}function ct(e=9){return`linear-gradient(to right, ${Array.from({length:e},(n,r)=>{let o=-1+2*r/(e-1),{rgb:i,alpha:a}=st(o,1);return`rgb(${i.join(" ")} / ${a.toFixed(3)}) ${(50*(o+1)).toFixed(1)}%`}).join(", ")})`}function y(e,t){e.stop.addEventListener("abort",ne(t),{once:!0})}function L(e){return e>0?Math.min(9,Math.max(4,1-Math.floor(Math.log10(e)))):4}function k(e,t){let n=Math.abs(e).toFixed(t);return Number(n)===0?n:`${e<0?"\u2212":"+"}${n}`}function C(e,t){return k(e,t).replace("+","")}function N(e){let t=100*e,n=Math.abs(t)<1&&t!==0;return n&&Math.abs(t)<.05?`${t<0?"\u2212":""}<0.1\xA0%`:`${C(t,n?1:0)}\xA0%`}function Le(e,t,n=`${t}s`){return`${e} ${e===1?t:n}`}function ut(e,t,n){let r=10**n,o=e.map(s=>Math.floor(s*r)),i=Math.round(t*r)-o.reduce((s,l)=>s+l,0),a=e.map((s,l)=>[s*r-o[l],l]).sort(([s],[l])=>l-s).slice(0,Math.max(0,i));for(let[,s]of a)o[s]+=1;return o.map(s=>s/r)}function pt(e,t,n){let{text:r,words:o}=e.caption,i=n?$e(e,"begin"):[],a=0;for(let s of o)s.start>a&&i.push(r.slice(a,s.start)),i.push(...t?dn(e,s.tokens):[dt(e,s.text,s.tokens)]),a=Math.max(a,s.end);return a<r.length&&i.push(r.slice(a)),n?[...i,...$e(e,"end"),...$e(e,"padding")]:i}function dt(e,t,n){return{text:t,tokens:n,rows:w(e,n),special:!1}}function dn(e,t){return t.map(n=>dt(e,Me(e,n),[n]))}function $e(e,t){let n=e.caption.kinds.flatMap((o,i)=>o===t?[i]:[]);return n.length===0?[]:[{text:n.length===1?t:`${t} \xD7 ${n.length}`,rows:n,tokens:[],special:!0}]}function ft(e){return[...new Set(e.picture.kinds)].filter(n=>n!=="patch").map(n=>{let r=e.picture.kinds.flatMap((o,i)=>o===n?[i]:[]);return{text:r.length===1?n:`${n} \xD7 ${r.length}`,cols:r}})}function ht(e,t,n){let r=n.rowsFrom==="preview"&&n.cols.length>0?[]:n.rows;if(r.length===0&&n.cols.length===0)return mn(e);let o=[K(e,r),Pe(e,n.cols)].filter(Boolean).join(" \xD7 "),i=F(e,r,n.cols);return{eyebrow:n.rowsFrom==="preview"&&r.length>0?"Strongest phrase":"",subject:o,value:k(i,L(t.heat)),share:fn(e,i),detail:hn(e,t,n,r)}}function F(e,t,n){return Je(e,t.length>0?t:e.content,n.length>0?n:e.patches)}function fn(e,t){let n=q(t,Math.abs(e.ledger.score));return n===null?"":`${N(n)} of the score`}function mn(e){let t=Math.abs(e.top_pairs[0]?.value??0),n=Ee(e);return{eyebrow:"",subject:n?"No pair stands out":"Nothing selected",value:"",share:"",detail:n?t===0?"Every value between words and patches is zero.":`The largest sum of a phrase and its region is ${C(t,L(t))}.`:"Hover a word to see where it met the picture, or the picture to see which words it met."}}function hn(e,t,n,r){if(n.cols.length===0)return gn(e,n);if(r.length===0)return mt(e,t,n);let o=bn(e,n);return o?`${o} lies there`:mt(e,t,n)}function gn(e,t){if(e.patches.length===1)return"this picture is a single patch";if(t.region.length===0)return"nothing on the picture, for or against";let n=ke(t.heat,t.region,t.sign),[r,o]=t.sign>0?["strongest","positive"]:["most against","negative"],i=n===null?"":`, ${N(n)} of its ${o} attribution`;return`${r} ${Y(t.region,e.picture.rows,e.picture.cols)}${i}`}function bn(e,t){let n=gt(e,t.cols);if(n.length!==t.cols.length)return"";let r=T(n.map(i=>t.heat[i]))<0?-1:1,o=ke(t.heat,n,r);return o===null?"":`${N(o)} of its ${r>0?"positive":"negative"} attribution`}function mt(e,t,n,r=3){let o=L(t.heat),i=e.caption.words.map(l=>({text:l.text,value:T(w(e,l.tokens).map(c=>n.words[c]))})),a=l=>i.filter(({value:c})=>Number(k(c,o).replace("\u2212","-"))*l>0).sort((c,p)=>l*(p.value-c.value)).slice(0,r).map(({text:c,value:p})=>`${c} ${k(p,o)}`).join(", "),s=[["for",a(1)],["against",a(-1)]].filter(([,l])=>l);return s.length>0?s.map(([l,c])=>`${l}: ${c}`).join(" \xB7 "):"no word answers"}function gt(e,t){let n=new Map(e.patches.map((r,o)=>[r,o]));return t.flatMap(r=>n.get(r)??[])}function K(e,t){if(t.length===0)return"";let n=new Map(e.content.map((o,i)=>[o,i])),r=t.flatMap(o=>n.get(o)??[]);return r.length===t.length?Qe(e,r):t.length===1?e.caption.pieces[t[0]]:`${Le(t.length,"padding unit")}`}function Pe(e,t){if(t.length===0)return"";let n=gt(e,t);if(n.length<t.length)return t.length===1?`[${e.picture.kinds[t[0]]}]`:"special units";if(n.length===1)return le(n[0],e.picture.cols);let r=Y(n,e.picture.rows,e.picture.cols);return`${Le(n.length,"patch","patches")} ${r}`}function bt(e){return[yn(e),vn(e),xn(e),wn(e)].filter(n=>n!==null)}function yn({converged:e,ledger:t}){if(e)return null;let n=`${k(t.residual,L(Math.abs(t.residual)))} of the score is unaccounted for`,r=t.exact?"Take the numbers as rough, or explain again with more steps (steps=64).":"Take the numbers as rough.";return{text:`The parts do not add up well: ${n}. ${r}`,offers:null}}function vn({ledger:e}){let{content_patch:t,content_special:n,special_patch:r,special_special:o}=e.mass;return n+r+o<=t?null:{text:`Only ${N(t)} of what caption and picture exchange lies between words and patches. The rest sits on units that are no word and no place: begin, end, class, padding.`,offers:"special"}}function xn({unknown_words:e}){return e.length===0?null:{text:`The model never saw these words: ${e.join(", ")}.`,offers:null}}function wn({broken:e}){if(e===0)return null;let[t,n]=e===1?["value is","counts"]:["values are","count"];return{text:`${e} ${t} not a number and ${n} as zero here.`,offers:null}}function vt(e){let{view:t}=e,n=u("div",{class:"caption",role:"listbox","aria-label":"Caption","aria-multiselectable":"true","aria-orientation":"horizontal"}),r=[];return y(e,()=>{r=kn(e,n,t.pieces.value,t.special.value)}),y(e,()=>{t.pieces.value,t.special.value,Sn(e,r)}),y(e,()=>{t.pieces.value,t.special.value,Mn(e,r)}),Ln(e,n,()=>r),n}function kn({host:e},t,n,r){let o=[],i=pt(e.pair,n,r).map(a=>{if(typeof a=="string")return u("span",{class:"gap"},a);let s=u("i",{class:"under"}),l=u("i",{class:"over"}),c=u("span",{class:a.special?"unit special":"unit",role:"option",tabindex:o.length===0?0:-1,"data-index":o.length},l,a.text,s);return o.push({unit:a,element:c,under:s,over:l}),c});return t.replaceChildren(...i),o}function Sn({shown:e},t){let{words:n,wordLimit:r}=e.value;for(let{unit:o,under:i}of t){let a=T(o.rows.map(p=>n[p])),s=r>0?Math.min(1,Math.abs(a)/r):0,l=a<0?"against":"for";i.dataset.sign!==l&&(i.dataset.sign=l);let c=`scaleY(${s<.02?0:s.toFixed(3)})`;i.style.transform!==c&&(i.style.transform=c)}}function Mn({host:e,shown:t},n){let{now:r}=e.store.history.value,o=new Set(t.value.rows),i=new Set(r.selected_tokens),a=({rows:c})=>c.length>0&&c.every(p=>o.has(p)),s=({tokens:c})=>c.length>0&&c.every(p=>i.has(p)),l=n.map(({unit:c})=>s(c)?"kept":a(c)?"lit":void 0);for(let[c,{unit:p,element:d,over:f}]of n.entries()){let v=l[c],h=v!==void 0&&v===l[c+1];M(d,{"aria-selected":String(v==="kept"),"data-state":v,"data-joined":h});let m=En(r,p);f.style.background!==m.background&&Object.assign(f.style,m)}}function En(e,t){let r=e.pins.filter(({tokens:o})=>t.tokens.some(i=>o.includes(i))).slice(0,3).map(({colour:o},i)=>{let[a,s]=[3*i,3*i+2];return`linear-gradient(to top, transparent ${a}px, ${O(o)} ${a}px ${s}px, transparent ${s}px)`});return{background:r.join(", "),height:`${3*r.length}px`}}function Ln(e,t,n){let{view:r,stop:o}=e,i=0,a=null,s=(p,d)=>t.addEventListener(p,d,{signal:o}),l=(p,d)=>{let f=Se(p,d).flatMap(v=>[...n()[v].unit.rows]);r.hover.value={rows:f,cols:[],from:"caption"}},c=(p,d,f)=>{let v=Se(p,d).flatMap(h=>[...n()[h]?.unit.tokens??[]]);v.length>0&&e.host.store.act(h=>ge(h,v,f)),yt(e)};s("pointermove",p=>{let d=pe(t,p);d!==null?l(a??d,d):a===null&&p.target===t&&(r.hover.value=null)}),s("pointerleave",()=>{a===null&&(r.hover.value=null)}),s("pointerdown",p=>{let d=pe(t,p);d===null||p.button!==0||(p.shiftKey||(i=d),a=i,t.setPointerCapture(p.pointerId))}),s("pointerup",p=>{let d=pe(t,p)??a;if(a!==null&&d!==null){let f=p.ctrlKey||p.metaKey?"add":d===a?"click":"only";c(a,d,f)}a=null}),s("pointercancel",()=>{a=null,r.hover.value=null}),s("dblclick",p=>{let d=pe(t,p);d!==null&&Pn(e,n()[d].unit)}),s("focusin",p=>{let d=de(p.target);d!==null&&($n(n(),d),p.target.matches(":focus-visible")&&l(d,d))}),s("focusout",()=>{r.hover.value=null}),s("keydown",p=>{let d=de(p.target);if(d===null)return;let f=ze(p.key,d,n().length);if(f!==null)n()[f].element.focus(),p.shiftKey?c(i,f,"only"):i=f,l(p.shiftKey?i:f,f);else if(p.key==="Enter"||p.key===" ")i=d,c(d,d,p.ctrlKey||p.metaKey?"add":"click");else return;yt(e),p.preventDefault()})}function pe(e,t){let n=de(t.target);if(n!==null)return n;let r=e.getRootNode();return de(r.elementFromPoint(t.clientX,t.clientY))}function de(e){let t=e instanceof Element?e.closest("[data-index]"):null;return t?Number(t.dataset.index):null}function $n(e,t){for(let[n,{element:r}]of e.entries())M(r,{tabindex:n===t?0:-1})}function Pn({host:e},t){let n=e.pair.phrases.find(({tokens:r})=>t.tokens.some(o=>r.includes(o)));n&&e.store.act(r=>ge(r,n.tokens))}function yt({host:e,shown:t,limits:n,announce:r}){let{rows:o,cols:i}=t.peek(),a=w(e.pair,e.store.history.peek().now.selected_tokens),s=k(F(e.pair,o,i),L(n.heat)),l=K(e.pair,o);r(l?`${l}, ${s}${a.join()===o.join()?", kept":""}`:"nothing kept")}var J=4;function Tn(e){let t=0;return e.map(n=>{let r=t;return t+=n.value,{...n,from:r,to:t}})}function Cn(e,t){let n=[0,t,...e.flatMap(({from:i,to:a})=>[i,a])],[r,o]=[Math.min(...n),Math.max(...n)];return o>r?[r,o]:[0,1]}function xt({host:e,stop:t}){let{rows:n,score:r}=e.pair.ledger,o=Tn(n),i=Cn(o,r),a=ut(n.map(({value:d})=>d),r,J),s="Point at a part to read what it means.",l=u("p",{class:"explanation","aria-live":"polite"},s),c=u("ul",{class:"parts"},...o.map((d,f)=>Hn(d,i,a[f])),On(r,i)),p=d=>{let f=d.target.closest("[data-explanation]");E(l,f?.dataset.explanation??s)};for(let d of["pointerover","focusin"])c.addEventListener(d,p,{signal:t});return c.addEventListener("pointerleave",()=>E(l,s),{signal:t}),u("section",{class:"ledger","aria-label":"Where the score comes from"},u("h2",{},"Where the score comes from"),c,l)}function Hn(e,t,n){let{name:r,value:o,explanation:i,from:a,to:s}=e;return u("li",{tabindex:0,"data-explanation":i,"aria-label":`${r}: ${k(n,J)}. ${i}`},u("span",{class:"name"},r),wt(a,s,t,o<0?"against":"for"),u("span",{class:"value"},k(n,J)))}function On(e,t){let n="The cosine of caption and picture: the sum of every line above.";return u("li",{class:"total",tabindex:0,"data-explanation":n,"aria-label":`score: ${C(e,J)}. ${n}`},u("span",{class:"name"},"score"),wt(0,e,t,"score"),u("span",{class:"value"},C(e,J)))}function wt(e,t,[n,r],o){let i=l=>100*(l-n)/(r-n),[a,s]=[i(Math.min(e,t)),i(Math.max(e,t))];return u("span",{class:"track","aria-hidden":"true"},u("i",{class:"zero",style:`left: ${i(0).toFixed(2)}%`}),u("i",{class:"piece","data-sign":o,style:`left: ${a.toFixed(2)}%; width: ${(s-a).toFixed(2)}%`}),u("i",{class:"end",style:`left: ${i(t).toFixed(2)}%`}))}function kt(e){let{view:t,stop:n,shown:r}=e,o=u("span",{class:"end"}),i=u("span",{class:"end"}),a=u("p",{class:"note title"}),s=u("p",{class:"note"}),l=u("span",{class:"ramp","aria-hidden":"true",style:`--ramp: ${ct()}`}),c=u("input",{type:"checkbox",role:"switch",checked:!0}),p=u("input",{type:"range",min:0,max:1,step:.05,value:t.opacity.peek(),"aria-label":"Opacity of the heat"});return c.addEventListener("change",()=>{t.locked.value=c.checked},{signal:n}),p.addEventListener("input",()=>{t.opacity.value=Number(p.value)},{signal:n}),y(e,()=>{let{heatLimit:d}=r.value,f=L(d);E(o,d>0?C(-d,f):"0"),E(i,d>0?k(d,f):"0"),M(l,{"data-empty":d===0}),E(a,An(e)),E(s,_n(e))}),u("div",{class:"legend"},a,u("div",{class:"scale",role:"group","aria-label":"Colour scale, per patch"},u("span",{class:"side"},"against"),o,l,i,u("span",{class:"side"},"for")),u("div",{class:"controls"},u("label",{title:"One scale for every selection, so that colours can be compared"},c,"Locked scale"),u("label",{},"Opacity",p)),s)}function An({host:e,shown:t}){let n=K(e.pair,t.value.rows);return n?`On the picture: ${n}, value per patch`:"No heat on the picture: point at a word"}function _n({view:e,shown:t,limits:n}){if(!e.locked.value)return"Unlocked: colours fit this selection only; do not compare them with another.";let r=V(t.value.heat);return r<=n.heat*1.0001?"":`Some patches lie beyond the scale: up to ${C(r,L(n.heat))}.`}function St(e){let{host:t,view:n,stop:r}=e,o=bt(t.pair).map(({text:a,offers:s})=>{let l=u("p",{},a);if(s==="special"){let c=u("button",{type:"button",class:"link"},"Show them");c.addEventListener("click",()=>{n.special.value=!n.special.value},{signal:r}),y(e,()=>{c.textContent=n.special.value?"Hide them":"Show them"}),l.append(" ",c)}return l}),i=u("p",{},"The kernel is gone. The view still works; Python no longer sees what you choose.");return y(e,()=>{i.hidden=t.status.value!=="gone"}),u("div",{class:"notices",role:"status"},i,...o)}function Mt(e){let{view:t,host:n,stop:r}=e,o=(s,l,c)=>{let p=u("input",{type:"checkbox"});return p.addEventListener("change",()=>{l.value=p.checked},{signal:r}),y(e,()=>{p.checked=l.value}),u("label",{},p,u("span",{},s,u("small",{},c)))},{pair:i}=n,a=u("details",{class:"options"},u("summary",{},"Options and keys"),u("div",{class:"sheet"},o("Special units",t.special,"Begin, end, padding and class: they carry attribution, but are no word and no place."),o("Word pieces",t.pieces,"The caption as the model reads it."),o("Smooth heat",t.smooth,"Blends neighbouring patches. The patches are what was measured."),o("Grey picture",t.grey,"Takes the picture's own colours away, so that only the heat has any."),u("dl",{class:"keys"},...Ve.flatMap(([s,l])=>[u("dt",{},s),u("dd",{},l)])),u("p",{class:"note"},`${i.model}, layers ${jn(i.layers,i.depths)}, ${i.method}`)));return a.addEventListener("keydown",s=>{s.key!=="Escape"||!a.open||(a.open=!1,a.querySelector("summary").focus(),s.stopPropagation())},{signal:r}),a}function jn([e,t],[n,r]){return`${e} of ${n} (picture) and ${t} of ${r} (caption)`}function Lt(e){let{host:t,view:n}=e,{rows:r,cols:o,width:i,height:a}=t.pair.picture,s=u("img",{src:t.picture,alt:"",draggable:"false"}),l=u("canvas",{width:o,height:r,"aria-hidden":"true"}),c=re("svg",{viewBox:`0 0 ${o} ${r}`,preserveAspectRatio:"none","aria-hidden":"true"}),p=u("div",{class:"tags","aria-hidden":"true"}),d=u("div",{class:"picture",role:"application","aria-roledescription":"patch grid","aria-label":`Picture of ${r} by ${o} patches. Arrow keys move, Enter keeps, Shift and arrows draw a box.`,tabindex:0,style:`aspect-ratio: ${i} / ${a}; --shape: ${i/a}`},s,l,c,p);return y(e,()=>Rn(l,e)),y(e,()=>{l.style.opacity=String(n.opacity.value),M(d,{"data-smooth":n.smooth.value,"data-grey":n.grey.value})}),y(e,()=>Nn(c,e)),y(e,()=>Fn(p,e)),Un(e,d),d}function Rn(e,{shown:t}){let{heat:n,heatLimit:r}=t.value,o=e.getContext("2d");if(!o)return;let i=o.createImageData(e.width,e.height);lt(n,r,i.data),o.putImageData(i,0,0)}function Nn(e,{host:t,shown:n}){let{pair:r,store:o}=t,{now:i}=o.history.value,{region:a,cols:s,colsFrom:l}=n.value,c=r.picture.cols,p=i.pins.flatMap(d=>fe($t(r,d),c,d.patches.length>0?"pin":"pin peak",O(d.colour)));i.selected_patches.length>0&&p.push(...fe(i.selected_patches,c,"kept")),l==="none"&&p.push(...fe(a,c,"peak")),l==="hover"&&p.push(...fe(Kn(r,s),c,"hovered")),e.replaceChildren(...p)}function fe(e,t,n,r){if(e.length===0)return[];let o=tt(e,t),i=r?`stroke: ${r}`:void 0;return[re("path",{d:o,class:"casing"}),re("path",{d:o,class:n,style:i})]}function $t(e,t){return t.patches.length>0?t.patches:se(I(e,w(e,t.tokens)),e.picture.cols)}function Fn(e,{host:t}){let{rows:n,cols:r}=t.pair.picture;e.replaceChildren(...t.store.history.value.now.pins.flatMap(o=>{let i=$t(t.pair,o)[0];if(i===void 0)return[];let[a,s]=[Math.floor(i/r)/n,i%r/r],l=`top: ${100*a}%; left: ${100*s}%; --pin: ${O(o.colour)}; --on-pin: ${ce(o.colour)}`;return[u("span",{class:"tag",style:l},ue(o.colour))]}))}function Kn(e,t){let n=new Set(t);return e.patches.flatMap((r,o)=>n.has(r)?[o]:[])}function Un(e,t){let{host:n,view:r,stop:o,shown:i}=e,{rows:a,cols:s}=n.pair.picture,l=null,c=null,p=(m,b)=>t.addEventListener(m,b,{signal:o}),d=m=>{let b=H(n.pair,m),$=r.hover.peek();$?.from==="picture"&&$.cols.join()===b.join()||(r.hover.value={rows:[],cols:b,from:"picture"})},f=(m,b)=>{n.store.act($=>Fe($,m,b))},v=m=>{let b=t.getBoundingClientRect(),$=(x,D,Z)=>Math.min(Z-1,Math.max(0,Math.floor(x/D*Z)));return $(m.clientY-b.top,b.height,a)*s+$(m.clientX-b.left,b.width,s)};p("pointermove",m=>{let b=v(m);d(l===null?[b]:W(s,l,b))}),p("pointerleave",()=>{l===null&&(r.hover.value=null)}),p("pointerdown",m=>{m.button===0&&(l=v(m),c=l,t.setPointerCapture(m.pointerId))}),p("pointerup",m=>{if(l===null)return;let b=W(s,l,v(m)),$=m.ctrlKey||m.metaKey||m.shiftKey;f(b,$?"add":b.length===1?"click":"only"),l=null}),p("pointercancel",()=>{l=null,r.hover.value=null}),p("focusin",()=>{t.matches(":focus-visible")&&(c??=Math.max(0,R(i.peek().heat)),d([c]),Et(e,[c]))}),p("focusout",()=>{r.hover.value=null,h=null});let h=null;p("keydown",m=>{c??=Math.max(0,R(i.peek().heat));let b=De(m.key,c,a,s);if(b!==null)h=m.shiftKey?h??c:null,c=b,d(h===null?[c]:W(s,h,c));else if(m.key==="Enter"||m.key===" "){let $=h===null?[c]:W(s,h,c);f($,m.ctrlKey||m.metaKey?"add":"click"),h=null}else return;Et(e,h===null?[c]:W(s,h,c)),m.preventDefault()})}function Et({host:e,limits:t,announce:n,shown:r},o){let{pair:i}=e,a=e.store.history.peek().now.selected_patches,s=r.peek().rowsFrom==="kept"?r.peek().rows:[],l=k(F(i,s,H(i,o)),L(t.heat)),c=o.length===1?le(o[0],i.picture.cols):`${o.length} patches`;n(`${c}, ${l}${o.every(p=>a.includes(p))?", kept":""}`)}var Bn=.1;function Pt(e){let{host:t}=e,n=u("ul",{class:"rows"}),r=u("p",{class:"note"},"Keep a word or a region, then pin it here to compare it with others.");return y(e,()=>{let o=t.store.history.value.now.pins;n.replaceChildren(...o.map(i=>In(e,i))),r.hidden=o.length>0}),u("section",{"aria-label":"Pins"},u("h2",{},"Pins"),n,r)}function Tt(e){let{pair:t}=e.host,{rows:n,cols:r}=t.picture,o=Math.abs(t.top_pairs[0]?.value??0),a=t.top_pairs.filter(({value:l})=>Math.abs(l)>=Bn*o).map(({phrase:l,tokens:c,cells:p,value:d})=>Ct(e,{tokens:c,patches:p,name:l,where:Y(p,n,r),value:d})),s=u("p",{class:"note"},"No phrase meets any part of the picture.");return u("section",{"aria-label":"Strongest pairs"},u("h2",{},"Strongest pairs"),a.length>0?u("ul",{class:"rows"},...a):s)}function In(e,t){let{host:n,stop:r}=e,{pair:o,store:i}=n,[a,s]=[w(o,t.tokens),H(o,t.patches)],l=[K(o,a),Pe(o,s)].filter(Boolean),c=Ct(e,{...t,name:l[0],where:l[1]??"",value:F(o,a,s)}),p=u("span",{class:"badge",style:`--pin: ${O(t.colour)}; --on-pin: ${ce(t.colour)}`},ue(t.colour)),d=u("button",{type:"button",class:"away","aria-label":`Unpin ${l.join(", ")}`,title:"Unpin"},"\xD7");return d.addEventListener("click",()=>i.act(f=>Ue(f,t.colour)),{signal:r}),c.querySelector(".what").prepend(p),c.classList.add("pinned"),c.append(d),c}function Ct(e,{tokens:t,patches:n,name:r,where:o,value:i}){let{host:a,view:s,stop:l,limits:c}=e,p=q(i,Math.abs(a.pair.ledger.score)),d=u("button",{type:"button",class:"row"},u("span",{class:"what"},u("span",{class:"name"},r),o?u("span",{class:"where"},` ${o}`):""),u("span",{class:"value"},k(i,L(c.heat))),u("span",{class:"share"},p===null?"":N(p))),f=()=>{let{pair:h}=a;s.hover.value={rows:w(h,t),cols:H(h,n),from:"list"}},v=()=>{s.hover.value=null};for(let h of["pointerenter","focus"])d.addEventListener(h,f,{signal:l});for(let h of["pointerleave","blur"])d.addEventListener(h,v,{signal:l});return d.addEventListener("click",()=>a.store.act(h=>be(h,t,n)),{signal:l}),u("li",{},d)}function Ht(e){let{host:t,view:n,stop:r,shown:o,limits:i}=e,{store:a}=t,s=x=>u("span",{class:x}),[l,c,p,d,f]=["eyebrow","subject","value","share","detail"].map(s),v=(x,D,Z)=>{let Te=u("button",{type:"button",title:D},x);return Te.addEventListener("click",Z,{signal:r}),Te},h=v("Pin","Keep this selection in the list, with a colour of its own (P)",()=>a.act(ie)),m=v("Clear","Let go of the selection (Esc)",()=>ve(a,n)),b=v("Undo","Bring back what was kept before (Ctrl or \u2318 + Z)",()=>a.undo()),$=u("div",{class:"readout"},u("div",{class:"said"},u("p",{class:"line"},l,c,p,d),f),u("div",{class:"actions"},h,m,b));return y(e,()=>{let x=ht(t.pair,i,o.value);E(l,x.eyebrow),E(c,x.subject),E(p,x.value),E(d,x.share),E(f,x.detail),M(c,{title:x.subject.length>40?x.subject:void 0}),M(p,{"data-sign":x.value.startsWith("\u2212")?"against":"for"})}),y(e,()=>{let{now:x,past:D}=a.history.value;M(h,{disabled:B(x)||ye(x)!==void 0}),M(m,{disabled:B(x)&&(n.dismissed.value||n.hover.value!==null)}),M(b,{disabled:D.length===0})}),$}function Ot(e){let{host:t,view:n,stop:r}=e,o=ft(t.pair).map(({text:a,cols:s})=>{let l=u("button",{type:"button",class:"unit special"},a),c=()=>{n.hover.value={rows:[],cols:s,from:"picture"}},p=()=>{n.hover.value=null};for(let d of["pointerenter","focus"])l.addEventListener(d,c,{signal:r});for(let d of["pointerleave","blur"])l.addEventListener(d,p,{signal:r});return l}),i=u("div",{class:"specials"},u("span",{class:"note"},"Off the picture:"),...o);return y(e,()=>{i.hidden=!n.special.value||o.length===0}),i}function At(e,t,n){let r=Ge(n),o=Vn(e,n,r.announce),i=u("div",{class:"pairlens","data-lm-suppress-shortcuts":!0}),a=i.attachShadow({mode:"open"}),s=u("div",{class:"view"},...Wn(o),r.element);return a.append(u("style",{},ot),s),it(l=>{s.dataset.theme=l},n),s.addEventListener("keydown",l=>Dn(l,o),{signal:n}),n.addEventListener("abort",()=>i.remove(),{once:!0}),t.append(i),i}function Vn(e,t,n){let r=Ie(),o=nt(e.pair),i=je(()=>rt(e.pair,o,{shared:e.store.history.value.now,hover:r.hover.value,locked:r.locked.value,dismissed:r.dismissed.value}));return{host:e,view:r,limits:o,shown:i,stop:t,announce:n}}function Wn(e){return[u("div",{class:"head"},vt(e),Ht(e),St(e)),u("div",{class:"body"},u("div",{class:"main"},Lt(e),Ot(e),kt(e)),u("div",{class:"side"},Pt(e),Tt(e),xt(e))),Mt(e)]}function Dn(e,{host:t,view:n,announce:r}){if(e.defaultPrevented||zn(e)||!We(e,t.store,n))return;let{selected_tokens:o,selected_patches:i,pins:a}=t.store.history.peek().now;r(`${o.length} word pieces and ${i.length} patches kept, ${a.length} pinned`),e.preventDefault(),e.stopPropagation()}function zn(e){return e.composedPath()[0]instanceof HTMLTextAreaElement}function jt(e,t){if(e.version!==1)throw new Error(`This view reads explanations of version 1; this one is of version ${e.version}.`);let n=Gn(t),r=e.picture.kinds.length;if(r===0||n.length%r!==0)throw new Error(`The matrix has ${n.length} values, which is no multiple of ${r} image units.`);let o=qn(n),i=_t(e.caption.kinds,"content"),a=_t(e.picture.kinds,"patch");return{...e,matrix:n,sent:n.length/r,units:r,content:i,patches:a,broken:o}}function Gn(e){let t=ArrayBuffer.isView(e)?new DataView(e.buffer,e.byteOffset,e.byteLength):new DataView(e);if(t.byteLength%4!==0)throw new Error(`${t.byteLength} bytes do not make whole float32 values.`);let n=new Float32Array(t.byteLength/4);for(let r=0;r<n.length;r+=1)n[r]=t.getFloat32(4*r,!0);return n}function Rt(e){return Uint8Array.from(atob(e),t=>t.charCodeAt(0))}function qn(e){let t=0;for(let n=0;n<e.length;n+=1)Number.isFinite(e[n])||(e[n]=0,t+=1);return t}function _t(e,t){return e.flatMap((n,r)=>n===t?[r]:[])}function Nt(e){return{pair:jt(e.pair,Rt(e.matrix)),picture:e.picture,store:Be(e.chosen),status:P("page")}}var Yn=document.getElementById("pairlens-data"),Ft=document.getElementById("pairlens");Ft.replaceChildren();At(Nt(JSON.parse(Yn.textContent)),Ft,new AbortController().signal);})();
