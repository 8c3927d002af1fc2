"use strict";(()=>{var zt=Symbol.for("preact-signals");function be(){if(_>1)_--;else{var e,t=!1;for((function(){var o=ee;for(ee=void 0;o!==void 0;){var i=o.S;if(i.v===o.v)for(var a=i.t;a!==void 0;a=a.x)a.i===o.i&&(a.i=i.i);o=o.o}})();G!==void 0;){var n=G;for(G=void 0,Q++;n!==void 0;){var r=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&je(n))try{n.c()}catch(o){t||(e=o,t=!0)}n=r}}if(Q=0,_--,t)throw e}}var z,y=void 0;function ne(e){var t=y,n=z;y=void 0,z=void 0;try{return e()}finally{y=t,z=n}}var G=void 0,_=0,Q=0;var Oe=0,ee=void 0,te=0;function _e(e){if(y!==void 0){var t=e.n;if(t===void 0||t.t!==y)return t={i:0,S:e,p:y.s,n:void 0,t:y,e:void 0,x:void 0,r:t},y.s!==void 0&&(y.s.n=t),y.s=t,e.n=t,32&y.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=y.s,t.n=void 0,y.s.n=t,y.s=t),t}}function k(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,this.Z=t?.unwatched,this.name=t?.name}k.prototype.brand=zt;k.prototype.h=function(){return!0};k.prototype.S=function(e){var t=this,n=this.t;n!==e&&e.e===void 0&&(e.x=n,this.t=e,n!==void 0?n.e=e:ne(function(){var r;(r=t.W)==null||r.call(t)}))};k.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.e,r=e.x;n!==void 0&&(n.x=r,e.e=void 0),r!==void 0&&(r.e=n,e.x=void 0),e===this.t&&(this.t=r,r===void 0&&ne(function(){var o;(o=t.Z)==null||o.call(t)}))}};k.prototype.subscribe=function(e){var t=this;return re(function(){var n=t.value;ne(function(){return e(n)})},{name:"sub"})};k.prototype.valueOf=function(){return this.value};k.prototype.toString=function(){return this.value+""};k.prototype.toJSON=function(){return this.value};k.prototype.peek=function(){var e=this;return ne(function(){return e.value})};Object.defineProperty(k.prototype,"value",{get:function(){var e=_e(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.v){if(Q>100)throw new Error("Cycle detected");(function(n){_!==0&&Q===0&&n.l!==Oe&&(n.l=Oe,ee={S:n,v:n.v,i:n.i,o:ee})})(this),this.v=e,this.i++,te++,_++;try{for(var t=this.t;t!==void 0;t=t.x)t.t.N()}finally{be()}}}});function $(e,t){return new k(e,t)}function je(e){for(var t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}function Re(e){for(var t=e.s;t!==void 0;t=t.n){var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function Ne(e){for(var t=e.s,n=void 0;t!==void 0;){var r=t.p;t.i===-1?(t.S.U(t),r!==void 0&&(r.n=t.n),t.n!==void 0&&(t.n.p=r)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=void 0),t=r}e.s=n}function j(e,t){k.call(this,void 0,t),this.x=e,this.s=void 0,this.g=te-1,this.f=4}j.prototype=new k;j.prototype.h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===te))return!0;if(this.g=te,this.f|=1,this.i>0&&!je(this))return this.f&=-2,!0;var e=y;try{Re(this),y=this;var t=this.x();(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(n){this.v=n,this.f|=16,this.i++}return y=e,Ne(this),this.f&=-2,!0};j.prototype.S=function(e){if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}k.prototype.S.call(this,e)};j.prototype.U=function(e){if(this.t!==void 0&&(k.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=t.n)t.S.U(t)}};j.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(var e=this.t;e!==void 0;e=e.x)e.t.N()}};Object.defineProperty(j.prototype,"value",{get:function(){if(1&this.f)throw new Error("Cycle detected");var e=_e(this);if(this.h(),e!==void 0&&(e.i=this.i),16&this.f)throw this.v;return this.v}});function Fe(e,t){return new j(e,t)}function Ke(e){var t=e.j;if(e.j=void 0,typeof t=="function"){_++;var n=y;y=void 0;try{t()}catch(r){throw e.f&=-2,e.f|=8,ye(e),r}finally{y=n,be()}}}function ye(e){for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,Ke(e)}function Gt(e){if(y!==this)throw new Error("Out-of-order effect");Ne(this),y=e,this.f&=-2;try{8&this.f&&ye(this)}finally{be()}}function B(e,t){this.x=e,this.j=void 0,this.s=void 0,this.u=void 0,this.f=32,this.name=t?.name,z&&z.push(this)}B.prototype.c=function(){var e=this.S();try{if(8&this.f||this.x===void 0)return;var t=this.x();typeof t=="function"&&(this.j=t)}finally{e()}};B.prototype.S=function(){if(1&this.f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,Ke(this),Re(this),_++;var e=y;return y=this,Gt.bind(this,e)};B.prototype.N=function(){2&this.f||(this.f|=2,this.u=G,G=this)};B.prototype.d=function(){this.f|=8,1&this.f||ye(this)};B.prototype.dispose=function(){this.d()};function re(e,t){var n=new B(e,t);try{n.c()}catch(o){throw n.d(),o}var r=n.d.bind(n);return r[Symbol.dispose]=r,r}var qt="http://www.w3.org/2000/svg";function u(e,t={},...n){let r=document.createElement(e);return S(r,t),r.append(...n),r}function oe(e,t={},...n){let r=document.createElementNS(qt,e);return S(r,t),r.append(...n),r}function S(e,t){for(let[n,r]of Object.entries(t))if(r===void 0||r===!1)e.removeAttribute(n);else{let o=r===!0&&!n.startsWith("aria-")?"":String(r);e.getAttribute(n)!==o&&e.setAttribute(n,o)}}function E(e,t){e.textContent!==t&&(e.textContent=t)}var Yt={selected_tokens:[],selected_patches:[],pins:[]},Jt=200;function ie(e){return[...new Set(e)].sort((t,n)=>t-n)}function Ue(e,t,n){let r=ie(t);if(n==="only")return r;if(n==="click")return R(e,r)?[]:r;let o=new Set(e);return r.every(a=>o.has(a))?e.filter(a=>!r.includes(a)):ie([...e,...r])}function ve(e,t,n="only"){return{...e,selected_tokens:Ue(e.selected_tokens,t,n)}}function Be(e,t,n="only"){return{...e,selected_patches:Ue(e.selected_patches,t,n)}}function xe(e,t,n){return{...e,selected_tokens:ie(t),selected_patches:ie(n)}}function Ie(e){return xe(e,[],[])}function I(e){return e.selected_tokens.length+e.selected_patches.length===0}function ae(e){if(I(e)||we(e))return e;let t=new Set(e.pins.map(o=>o.colour)),n=0;for(;t.has(n);)n+=1;let r={tokens:e.selected_tokens,patches:e.selected_patches,colour:n};return{...e,pins:[...e.pins,r]}}function we(e){return e.pins.find(t=>R(t.tokens,e.selected_tokens)&&R(t.patches,e.selected_patches))}function Ve(e,t){return{...e,pins:e.pins.filter(n=>n.colour!==t)}}function Zt(e,t){return en(e.now,t)?e:{past:[...e.past,e.now].slice(-Jt),now:t,future:[]}}function Xt({past:e,now:t,future:n}){let r=e.at(-1);return r?{past:e.slice(0,-1),now:r,future:[t,...n]}:{past:e,now:t,future:n}}function Qt({past:e,now:t,future:n}){let[r,...o]=n;return r?{past:[...e,t],now:r,future:o}:{past:e,now:t,future:n}}function en(e,t){return R(e.selected_tokens,t.selected_tokens)&&R(e.selected_patches,t.selected_patches)&&e.pins.length===t.pins.length&&e.pins.every((n,r)=>tn(n,t.pins[r]))}function tn(e,t){return e.colour===t.colour&&R(e.tokens,t.tokens)&&R(e.patches,t.patches)}function R(e,t){return e.length===t.length&&e.every((n,r)=>n===t[r])}function We(e=Yt){let t=$({past:[],now:e,future:[]}),n=r=>{t.value=r};return{history:t,act:r=>n(Zt(t.peek(),r(t.peek().now))),undo:()=>n(Xt(t.peek())),redo:()=>n(Qt(t.peek()))}}function De(){return{hover:$(null),locked:$(!0),opacity:$(.85),smooth:$(!1),grey:$(!1),pieces:$(!1),special:$(!1),dismissed:$(!1)}}var ze=[["Tab","to the caption, the picture, the lists"],["\u2190 \u2192 Home End","to another word"],["\u2190 \u2192 \u2191 \u2193","to another patch"],["Enter or Space","keep it, or let it go"],["Shift + arrows","several words, or a box"],["Ctrl or \u2318 + Enter","add to what is kept"],["P","pin what is kept"],["Esc","let go"],["Ctrl or \u2318 + Z","undo; with Shift: redo"]];function Ge(e,t,n){let r=e.ctrlKey||e.metaKey,o=e.key.toLowerCase();return r&&o==="z"?(e.shiftKey?t.redo():t.undo(),!0):o==="escape"?(ke(t,n),!0):o==="p"&&!r&&!e.altKey?(t.act(ae),!0):!1}function ke(e,t){t.hover.value=null,I(e.history.peek().now)&&(t.dismissed.value=!0),e.act(Ie)}function qe(e,t,n,r){let o=Math.floor(t/r),i=t%r,a=(l,s)=>Math.min(n-1,Math.max(0,l))*r+Math.min(r-1,Math.max(0,s));return e==="ArrowLeft"?a(o,i-1):e==="ArrowRight"?a(o,i+1):e==="ArrowUp"?a(o-1,i):e==="ArrowDown"?a(o+1,i):e==="Home"?a(o,0):e==="End"?a(o,r-1):null}function Ye(e,t,n){return e==="ArrowLeft"||e==="ArrowUp"?Math.max(0,t-1):e==="ArrowRight"||e==="ArrowDown"?Math.min(n-1,t+1):e==="Home"?0:e==="End"?n-1:null}var nn=150;function Je(e){let t=u("p",{class:"heard",role:"status","aria-live":"polite"}),n;return e.addEventListener("abort",()=>clearTimeout(n),{once:!0}),{element:t,announce:o=>{clearTimeout(n),n=setTimeout(()=>{t.textContent=o},nn)}}}function x(e,t){return t.map(n=>e.content[n])}function H(e,t){return t.map(n=>e.patches[n])}function Me(e,t,n){return t<e.sent?e.matrix[t*e.units+n]:0}function V(e,t){let n=new Float64Array(e.patches.length);for(let r of t)for(let o=0;o<n.length;o+=1)n[o]+=Me(e,r,e.patches[o]);return n}function Xe(e,t){let n=new Float64Array(e.caption.kinds.length);for(let r=0;r<e.sent;r+=1)for(let o of t)n[r]+=Me(e,r,o);return n}function C(e){let t=0;for(let n of e)t+=n;return t}function Qe(e,t,n){let r=0;for(let o of t)for(let i of n)r+=Me(e,o,i);return r}function W(e){let t=0;for(let n of e)t=Math.max(t,Math.abs(n));return t}function q(e,t){let n=e/t;return Number.isFinite(n)&&Math.abs(n)<10?n:null}function Ee(e,t,n){let r=o=>Math.max(0,o*n);return q(C(t.map(o=>r(e[o]))),C(Array.from(e,r)))}function et(e){let t=[...e.caption.words,...e.phrases];return Math.max(0,...t.map(n=>W(V(e,x(e,n.tokens)))))}function tt(e){let t=new Float64Array(e.patches.length+1);for(let n of e.caption.words){let r=V(e,x(e,n.tokens)).sort();Ze(t,r,-1),Ze(t,r.reverse(),1)}return t}function Ze(e,t,n){let r=0;for(let o=0;o<t.length;o+=1)r+=Math.max(0,n*t[o]),e[o+1]=Math.max(e[o+1],r)}function se(e,t,n){let[r,o]=Se(Math.floor(t/e),Math.floor(n/e)),[i,a]=Se(t%e,n%e),l=[];for(let s=r;s<=o;s+=1)for(let c=i;c<=a;c+=1)l.push(s*e+c);return l}function Le(e,t){let[n,r]=Se(e,t);return Array.from({length:r-n+1},(o,i)=>n+i)}function Se(e,t){return e<t?[e,t]:[t,e]}function nt(e,t){let{text:n,words:r}=e.caption,o=new Set(t),i=[];for(let[a,l]of r.entries()){let s=l.tokens.filter(p=>o.has(p)),c=i.at(-1);s.length!==0&&(s.length<l.tokens.length?i.push({last:Number.NaN,start:0,end:0,text:rn(e,s)}):c&&c.last===a-1?Object.assign(c,{last:a,end:l.end,text:n.slice(c.start,l.end)}):i.push({last:a,start:l.start,end:l.end,text:l.text}))}return i.map(a=>a.text).join(" \u2026 ")}function rn(e,t){return t.map(n=>$e(e,n)).join("")}function $e(e,t){let n=e.content[t],[r,o]=e.caption.spans[n];return o>r?e.caption.text.slice(r,o):e.caption.pieces[n]}function ce(e,t,n=0){let r=D(e,n);if(r<0)return[];let o=e[r]/2,i=l=>o>0?e[l]>=o:e[l]<=o,a=new Set([r]);for(let l of a)for(let s of on(l,t,e.length))i(s)&&a.add(s);return[...a].sort((l,s)=>l-s)}function D(e,t=0){let n=-1,r=0;return e.forEach((o,i)=>{let a=t===0?Math.abs(o):o*t;a>r&&([n,r]=[i,a])}),n}function on(e,t,n){let r=e%t;return[e-t,e+t,...r>0?[e-1]:[],...r<t-1?[e+1]:[]].filter(o=>o>=0&&o<n)}function ot(e,t){let n=new Set(e),r=(l,s)=>s>=0&&s<t&&l>=0&&n.has(l*t+s),o=new Map,i=new Map;for(let l of[...n].sort((s,c)=>s-c)){let[s,c]=[Math.floor(l/t),l%t];r(s-1,c)||le(o,s,c),r(s+1,c)||le(o,s+1,c),r(s,c-1)||le(i,c,s),r(s,c+1)||le(i,c+1,s)}let a=(l,s)=>[...l].map(([c,[p,d]])=>{let m=c.split(":")[0];return s==="H"?`M${p} ${m}H${d}`:`M${m} ${p}V${d}`});return[...a(o,"H"),...a(i,"V")].join("")}function le(e,t,n){for(let[r,o]of e)if(r.startsWith(`${t}:`)&&o[1]===n){o[1]=n+1;return}e.set(`${t}:${n}`,[n,n+1])}function an(e,t,n){if(e.length===t*n)return"the whole picture";if(e.length>.6*t*n)return"most of the picture";let r=a=>e.reduce((l,s)=>l+a(s),0)/e.length,o=Math.floor(3*(r(a=>Math.floor(a/n))+.5)/t),i=Math.floor(3*(r(a=>a%n)+.5)/n);return o!==1&&i===1?o===0?"top":"bottom":[["upper","","lower"][o],["left","","right"][i]].filter(Boolean).join(" ")||"centre"}function Y(e,t,n){let r=an(e,t,n);return r.endsWith("picture")?`over ${r}`:`at the ${r}`}function ue(e,t){return`patch in row ${Math.floor(e/t)+1}, column ${e%t+1}`}function it(e){return{heat:et(e),words:tt(e)}}function at(e,t,n){let[r,o]=sn(e,n),[i,a]=ln(e,n),l=V(e,r),s=Xe(e,i),c=o==="preview"&&e.top_pairs[0].value<0?-1:pn(l);return{rows:r,rowsFrom:o,cols:i,colsFrom:a,heat:l,heatLimit:n.locked?t.heat:W(l),region:ce(l,e.picture.cols,c),sign:c,words:s,wordLimit:n.locked?t.words[dn(e,i)]:fn(e,s)}}function sn(e,{shared:t,hover:n,dismissed:r}){if(n&&n.rows.length>0)return[n.rows,"hover"];if(t.selected_tokens.length>0)return[x(e,t.selected_tokens),"kept"];if(r||t.selected_patches.length>0)return[[],"none"];let o=cn(e);return o.length>0?[x(e,o),"preview"]:[[],"none"]}function ln(e,{shared:t,hover:n}){return n&&n.cols.length>0?[n.cols,"hover"]:t.selected_patches.length>0?[H(e,t.selected_patches),"kept"]:[[],"none"]}function cn(e){return Pe(e)?[]:e.top_pairs[0].tokens}var un=.001;function Pe(e){return Math.abs(e.top_pairs[0]?.value??0)<un}function pn(e){let t=e[D(e,1)]??0;return-(e[D(e,-1)]??0)>2*t?-1:1}function dn(e,t){let n=new Set(e.patches);return t.some(r=>!n.has(r))?e.patches.length:t.length}function fn(e,t){return W(e.caption.words.map(n=>C(x(e,n.tokens).map(r=>t[r]))))}var st=`:host {
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
`;function hn(e,t){let n=e.dataset.jpThemeLight;if(n!==void 0)return n==="false"?"dark":"light";let r=[...e.classList,...e.ownerDocument.documentElement.classList];return r.some(o=>["vscode-dark","vscode-high-contrast","dark","dark-theme"].includes(o))?"dark":r.some(o=>["vscode-light","light","light-theme"].includes(o))?"light":t?"dark":"light"}function lt(e,t){let{body:n,documentElement:r}=document,o=window.matchMedia("(prefers-color-scheme: dark)"),i=()=>e(hn(n,o.matches)),a=new MutationObserver(i);for(let l of[n,r])a.observe(l,{attributes:!0,attributeFilter:["class","data-jp-theme-light"]});t.addEventListener("abort",()=>a.disconnect(),{once:!0}),o.addEventListener("change",i,{signal:t}),i()}var gn=[[255,170,64],[214,72,0]],bn=[[96,176,255],[0,84,196]],ct=["#2db298","#b836d9","#d9ad00","#548c00","#7cadf7","#6e6e76"];function A(e){return ct[e%ct.length]}function pe(e){let t=A(e),n=[1,3,5].map(r=>(Number.parseInt(t.slice(r,r+2),16)/255)**2.2);return .2126*n[0]+.7152*n[1]+.0722*n[2]>.18?"#111":"#fff"}function de(e){let t=String.fromCharCode(65+e%26);return e<26?t:`${t}${Math.floor(e/26)+1}`}function ut(e,t){let n=t>0?Math.min(1,Math.abs(e)/t):0,[r,o]=e<0?bn:gn;return{rgb:yn(r,o,n),alpha:n}}function yn(e,t,n){let r=o=>Math.round(e[o]+(t[o]-e[o])*n);return[r(0),r(1),r(2)]}function pt(e,t,n){e.forEach((r,o)=>{let{rgb:i,alpha:a}=ut(r,t);n.set([...i,255*a],4*o)})}function dt(e=9){return`linear-gradient(to right, ${Array.from({length:e},(n,r)=>{let o=-1+2*r/(e-1),{rgb:i,alpha:a}=ut(o,1);return`rgb(${i.join(" ")} / ${a.toFixed(3)}) ${(50*(o+1)).toFixed(1)}%`}).join(", ")})`}function v(e,t){e.stop.addEventListener("abort",re(t),{once:!0})}function L(e){return e>0?Math.min(9,Math.max(4,1-Math.floor(Math.log10(e)))):4}function w(e,t){let n=Math.abs(e).toFixed(t);return Number(n)===0?n:`${e<0?"\u2212":"+"}${n}`}function T(e,t){return w(e,t).replace("+","")}function N(e){let t=100*e,n=Math.abs(t)<1&&t!==0;return n&&Math.abs(t)<.05?`${t<0?"\u2212":""}<0.1\xA0%`:`${T(t,n?1:0)}\xA0%`}function J(e,t,n=`${t}s`){return`${e} ${e===1?t:n}`}function ft(e,t,n){let r=10**n,o=e.map(l=>Math.floor(l*r)),i=Math.round(t*r)-o.reduce((l,s)=>l+s,0),a=e.map((l,s)=>[l*r-o[s],s]).sort(([l],[s])=>s-l).slice(0,Math.max(0,i));for(let[,l]of a)o[l]+=1;return o.map(l=>l/r)}function mt(e,t,n){let{text:r,words:o}=e.caption,i=n?Te(e,"begin"):[],a=0;for(let l of o)l.start>a&&i.push(r.slice(a,l.start)),i.push(...t?vn(e,l.tokens):[ht(e,l.text,l.tokens)]),a=Math.max(a,l.end);return a<r.length&&i.push(r.slice(a)),n?[...i,...Te(e,"end"),...Te(e,"padding")]:i}function ht(e,t,n){return{text:t,tokens:n,rows:x(e,n),special:!1}}function vn(e,t){return t.map(n=>ht(e,$e(e,n),[n]))}function Te(e,t){let n=e.caption.kinds.flatMap((o,i)=>o===t?[i]:[]);return n.length===0?[]:[{text:n.length===1?t:`${t} \xD7 ${n.length}`,rows:n,tokens:[],special:!0}]}function gt(e){return[...new Set(e.picture.kinds)].filter(n=>n!=="patch").map(n=>{let r=e.picture.kinds.flatMap((o,i)=>o===n?[i]:[]);return{text:r.length===1?n:`${n} \xD7 ${r.length}`,cols:r}})}function bt(e,t){let n=(r,o)=>r.flatMap((i,a)=>i===o?[]:[a]);return t==="content_patch"?{rows:[...e.content],cols:[...e.patches]}:t==="content_special"?{rows:[],cols:n(e.picture.kinds,"patch")}:t==="special_patch"?{rows:n(e.caption.kinds,"content"),cols:[]}:null}function yt(e,t,n){let r=n.rowsFrom==="preview"&&n.cols.length>0?[]:n.rows;if(r.length===0&&n.cols.length===0)return wn(e);let o=[K(e,r),Ce(e,n.cols)].filter(Boolean).join(" \xD7 "),i=F(e,r,n.cols);return{eyebrow:n.rowsFrom==="preview"&&r.length>0?"Strongest phrase":"",subject:o,value:w(i,L(t.heat)),share:xn(e,i),detail:kn(e,t,n,r)}}function F(e,t,n){return Qe(e,t.length>0?t:e.content,n.length>0?n:e.patches)}function xn(e,t){let n=q(t,Math.abs(e.ledger.score));return n===null?"":`${N(n)} of the score`}function wn(e){let t=Math.abs(e.top_pairs[0]?.value??0),n=Pe(e);return{eyebrow:"",subject:n?"No pair stands out":"Nothing selected",value:"",share:"",detail:n?t===0?"Every value between words and patches is zero.":`The largest sum of a phrase and its region is ${T(t,L(t))}.`:"Hover a word to see where it met the picture, or the picture to see which words it met."}}function kn(e,t,n,r){let o=n.cols.length===0||n.cols.length===e.patches.length;if(r.length>0&&o)return Sn(e,n);let i=r.length>0?Mn(e,n):"";return i?`${i} lies there`:En(e,t,n)}function Sn(e,t){if(e.patches.length===1)return"this picture is a single patch";if(t.region.length===0)return"nothing on the picture, for or against";let n=Ee(t.heat,t.region,t.sign),[r,o]=t.sign>0?["strongest","positive"]:["most against","negative"],i=n===null?"":`, ${N(n)} of its ${o} attribution`;return`${r} ${Y(t.region,e.picture.rows,e.picture.cols)}${i}`}function Mn(e,t){let n=vt(e,t.cols);if(n.length!==t.cols.length)return"";let r=C(n.map(i=>t.heat[i]))<0?-1:1,o=Ee(t.heat,n,r);return o===null?"":`${N(o)} of its ${r>0?"positive":"negative"} attribution`}function En(e,t,n,r=3){let o=L(t.heat),i=e.caption.words.map(s=>({text:s.text,value:C(x(e,s.tokens).map(c=>n.words[c]))})),a=s=>i.filter(({value:c})=>Number(w(c,o).replace("\u2212","-"))*s>0).sort((c,p)=>s*(p.value-c.value)).slice(0,r).map(({text:c,value:p})=>`${c} ${w(p,o)}`).join(", "),l=[["for",a(1)],["against",a(-1)]].filter(([,s])=>s);return l.length>0?l.map(([s,c])=>`${s}: ${c}`).join(" \xB7 "):"no word answers"}function vt(e,t){let n=new Map(e.patches.map((r,o)=>[r,o]));return t.flatMap(r=>n.get(r)??[])}var Ln=30;function K(e,t){if(t.length===0)return"";let n=new Map(e.content.map((i,a)=>[i,a])),r=t.flatMap(i=>n.get(i)??[]);if(r.length>0){let i=nt(e,r);return r.length===e.content.length&&i.length>Ln?"all words":i}return t.length===1?e.caption.pieces[t[0]]:t.every(i=>e.caption.kinds[i]==="padding")?J(t.length,"padding unit"):"the caption's special units"}function Ce(e,t){if(t.length===0)return"";let n=vt(e,t);if(n.length===0)return t.length===1?`[${e.picture.kinds[t[0]]}]`:"the picture's special units";if(n.length===e.patches.length)return"the whole picture";if(n.length===1)return ue(n[0],e.picture.cols);let r=Y(n,e.picture.rows,e.picture.cols);return`${J(n.length,"patch","patches")} ${r}`}function xt(e){return[$n(e),Pn(e),Tn(e),Cn(e)].filter(n=>n!==null)}function $n({converged:e,ledger:t}){if(e)return null;let n=`${w(t.residual,L(Math.abs(t.residual)))} of the score is unaccounted for`,r=t.exact?"Take the numbers as rough, or explain again with more steps (steps=64).":"Take the numbers as rough.";return{text:`The parts do not add up well: ${n}. ${r}`,offers:null}}function Pn({ledger:e}){let{content_patch:t,content_special:n,special_patch:r,special_special:o}=e.mass;return n+r+o<=t?null:{text:`Only ${N(t)} of what caption and picture exchange lies between words and patches. The rest sits on units that are no word and no place: begin, end, class, padding.`,offers:"special"}}function Tn({unknown_words:e}){return e.length===0?null:{text:`The model never saw these words: ${e.join(", ")}.`,offers:null}}function Cn({broken:e}){if(e===0)return null;let[t,n]=e===1?["value is","counts"]:["values are","count"];return{text:`${e} ${t} not a number and ${n} as zero here.`,offers:null}}function kt(e){let{view:t}=e,n=u("div",{class:"caption",role:"listbox","aria-label":"Caption","aria-multiselectable":"true","aria-orientation":"horizontal"}),r=[];return v(e,()=>{r=Hn(e,n,t.pieces.value,t.special.value)}),v(e,()=>{t.pieces.value,t.special.value,An(e,r)}),v(e,()=>{t.pieces.value,t.special.value,On(e,r)}),jn(e,n,()=>r),n}function Hn({host:e},t,n,r){let o=[],i=mt(e.pair,n,r).map(a=>{if(typeof a=="string")return u("span",{class:"gap"},a);let l=u("i",{class:"under"}),s=u("i",{class:"over"}),c=u("span",{class:a.special?"unit special":"unit",role:"option",tabindex:o.length===0?0:-1,"data-index":o.length},s,a.text,l);return o.push({unit:a,element:c,under:l,over:s}),c});return t.replaceChildren(...i),o}function An({shown:e},t){let{words:n,wordLimit:r}=e.value;for(let{unit:o,under:i}of t){let a=C(o.rows.map(p=>n[p])),l=r>0?Math.min(1,Math.abs(a)/r):0,s=a<0?"against":"for";i.dataset.sign!==s&&(i.dataset.sign=s);let c=`scaleY(${l<.02?0:l.toFixed(3)})`;i.style.transform!==c&&(i.style.transform=c)}}function On({host:e,shown:t},n){let{now:r}=e.store.history.value,o=new Set(t.value.rows),i=new Set(r.selected_tokens),a=({rows:c})=>c.length>0&&c.every(p=>o.has(p)),l=({tokens:c})=>c.length>0&&c.every(p=>i.has(p)),s=n.map(({unit:c})=>l(c)?"kept":a(c)?"lit":void 0);for(let[c,{unit:p,element:d,over:m}]of n.entries()){let h=s[c],g=h!==void 0&&h===s[c+1];S(d,{"aria-selected":String(h==="kept"),"data-state":h,"data-joined":g});let P=_n(r,p);m.style.background!==P.background&&Object.assign(m.style,P)}}function _n(e,t){let r=e.pins.filter(({tokens:o})=>t.tokens.some(i=>o.includes(i))).slice(0,3).map(({colour:o},i)=>{let[a,l]=[3*i,3*i+2];return`linear-gradient(to top, transparent ${a}px, ${A(o)} ${a}px ${l}px, transparent ${l}px)`});return{background:r.join(", "),height:`${3*r.length}px`}}function jn(e,t,n){let{view:r,stop:o}=e,i=0,a=null,l=(p,d)=>t.addEventListener(p,d,{signal:o}),s=(p,d)=>{let m=Le(p,d).flatMap(h=>[...n()[h].unit.rows]);r.hover.value={rows:m,cols:[],from:"caption"}},c=(p,d,m)=>{let h=Le(p,d).flatMap(g=>[...n()[g]?.unit.tokens??[]]);h.length>0&&e.host.store.act(g=>ve(g,h,m)),wt(e)};l("pointermove",p=>{let d=fe(t,p);d!==null?s(a??d,d):a===null&&p.target===t&&(r.hover.value=null)}),l("pointerleave",()=>{a===null&&(r.hover.value=null)}),l("pointerdown",p=>{let d=fe(t,p);d===null||p.button!==0||(p.shiftKey||(i=d),a=i,t.setPointerCapture(p.pointerId))}),l("pointerup",p=>{let d=fe(t,p)??a;if(a!==null&&d!==null){let m=p.ctrlKey||p.metaKey?"add":d===a?"click":"only";c(a,d,m)}a=null}),l("pointercancel",()=>{a=null,r.hover.value=null}),l("dblclick",p=>{let d=fe(t,p);d!==null&&Nn(e,n()[d].unit)}),l("focusin",p=>{let d=me(p.target);d!==null&&(Rn(n(),d),p.target.matches(":focus-visible")&&s(d,d))}),l("focusout",()=>{r.hover.value=null}),l("keydown",p=>{let d=me(p.target);if(d===null)return;let m=Ye(p.key,d,n().length);if(m!==null)n()[m].element.focus(),p.shiftKey?c(i,m,"only"):i=m,s(p.shiftKey?i:m,m);else if(p.key==="Enter"||p.key===" ")i=d,c(d,d,p.ctrlKey||p.metaKey?"add":"click");else return;wt(e),p.preventDefault()})}function fe(e,t){let n=me(t.target);if(n!==null)return n;let r=e.getRootNode();return me(r.elementFromPoint(t.clientX,t.clientY))}function me(e){let t=e instanceof Element?e.closest("[data-index]"):null;return t?Number(t.dataset.index):null}function Rn(e,t){for(let[n,{element:r}]of e.entries())S(r,{tabindex:n===t?0:-1})}function Nn({host:e},t){let n=e.pair.phrases.find(({tokens:r})=>t.tokens.some(o=>r.includes(o)));n&&e.store.act(r=>ve(r,n.tokens))}function wt({host:e,shown:t,limits:n,announce:r}){let{rows:o,cols:i}=t.peek(),a=x(e.pair,e.store.history.peek().now.selected_tokens),l=w(F(e.pair,o,i),L(n.heat)),s=K(e.pair,o);r(s?`${s}, ${l}${a.join()===o.join()?", kept":""}`:"nothing kept")}var Z=4;function Fn(e){let t=0;return e.map(n=>{let r=t;return t+=n.value,{...n,from:r,to:t}})}function Kn(e,t){let n=[0,t,...e.flatMap(({from:i,to:a})=>[i,a])],[r,o]=[Math.min(...n),Math.max(...n)];return o>r?[r,o]:[0,1]}function St({host:e,view:t,stop:n}){let{rows:r,score:o}=e.pair.ledger,i=Fn(r),a=Kn(i,o),l=ft(r.map(({value:h})=>h),o,Z),s="Point at a part to read what it means.",c=u("p",{class:"explanation","aria-live":"polite"},s),p=u("ul",{class:"parts"},...i.map((h,g)=>Un(h,a,l[g])),Bn(o,a)),d=h=>{let g=h.target.closest("[data-explanation]"),P=bt(e.pair,g?.dataset.key??"");E(c,g?.dataset.explanation??s),t.hover.value=P&&{...P,from:"list"}},m=()=>{E(c,s),t.hover.value=null};for(let h of["pointerover","focusin"])p.addEventListener(h,d,{signal:n});for(let h of["pointerleave","focusout"])p.addEventListener(h,m,{signal:n});return u("section",{class:"ledger","aria-label":"Where the score comes from"},u("h2",{},"Where the score comes from"),p,c)}function Un(e,t,n){let{key:r,name:o,value:i,explanation:a,from:l,to:s}=e;return u("li",{tabindex:0,"data-key":r,"data-explanation":a,"aria-label":`${o}: ${w(n,Z)}. ${a}`},u("span",{class:"name"},o),Mt(l,s,t,i<0?"against":"for"),u("span",{class:"value"},w(n,Z)))}function Bn(e,t){let n="The cosine of caption and picture: the sum of every line above.";return u("li",{class:"total",tabindex:0,"data-explanation":n,"aria-label":`score: ${T(e,Z)}. ${n}`},u("span",{class:"name"},"score"),Mt(0,e,t,"score"),u("span",{class:"value"},T(e,Z)))}function Mt(e,t,[n,r],o){let i=s=>100*(s-n)/(r-n),[a,l]=[i(Math.min(e,t)),i(Math.max(e,t))];return u("span",{class:"track","aria-hidden":"true"},u("i",{class:"zero",style:`left: ${i(0).toFixed(2)}%`}),u("i",{class:"piece","data-sign":o,style:`left: ${a.toFixed(2)}%; width: ${(l-a).toFixed(2)}%`}),u("i",{class:"end",style:`left: ${i(t).toFixed(2)}%`}))}function Et(e){let t=u("p",{class:"note title"}),n=u("p",{class:"note"});return v(e,()=>{E(t,Wn(e)),E(n,Dn(e))}),u("div",{class:"legend"},t,In(e),Vn(e),n)}function In(e){let t=u("span",{class:"end"}),n=u("span",{class:"end"}),r=u("span",{class:"ramp","aria-hidden":"true",style:`--ramp: ${dt()}`});return v(e,()=>{let{heatLimit:o}=e.shown.value,i=L(o);E(t,o>0?T(-o,i):"0"),E(n,o>0?w(o,i):"0"),S(r,{"data-empty":o===0})}),u("div",{class:"scale",role:"group","aria-label":"Colour scale, value per patch"},u("span",{class:"pole"},"against"),t,r,n,u("span",{class:"pole"},"for"))}function Vn(e){let{view:t,stop:n}=e,r=u("input",{type:"range",min:0,max:1,step:.05,value:t.opacity.peek()});return r.setAttribute("aria-label","Opacity of the heat"),r.addEventListener("input",()=>Lt(t.opacity,Number(r.value)),{signal:n}),u("div",{class:"controls"},he(e,t.locked,"Locked scale","One scale for every selection, so that colours can be compared"),u("label",{},"Opacity",r),he(e,t.grey,"Grey picture","Takes the picture's colours away, so that only the heat has any"))}function he(e,t,n,r){let o=u("input",{type:"checkbox"});return o.addEventListener("change",()=>Lt(t,o.checked),{signal:e.stop}),v(e,()=>{o.checked=t.value}),u("label",{title:r},o,n)}function Lt(e,t){e.value=t}function Wn({host:e,shown:t}){let n=K(e.pair,t.value.rows);return n?`On the picture: ${n}, value per patch`:"No heat on the picture: point at a word"}function Dn({host:e,view:t,shown:n,limits:r}){if(!t.locked.value)return"Unlocked: colours fit this selection only; do not compare them with another.";let{heat:o,cols:i,wordLimit:a}=n.value,l=W(o),s=L(r.heat);if(l>r.heat*1.0001)return`Some patches lie beyond the scale: up to ${T(l,s)}.`;if(i.length===0)return"";let c=new Set(e.pair.patches),p=i.every(d=>c.has(d))?i.length:c.size;return`Full underline: ${T(a,s)}, the most any word gets from ${J(p,"patch","patches")}.`}function $t(e){let{host:t,view:n,stop:r}=e,o=xt(t.pair).map(({text:a,offers:l})=>{let s=u("p",{},a);if(l==="special"){let c=u("button",{type:"button",class:"link"},"Show them");c.addEventListener("click",()=>{n.special.value=!n.special.value},{signal:r}),v(e,()=>{c.textContent=n.special.value?"Hide them":"Show them"}),s.append(" ",c)}return s}),i=u("p",{},"The kernel is gone. The view still works; Python no longer sees what you choose.");return v(e,()=>{i.hidden=t.status.value!=="gone"}),u("div",{class:"notices",role:"status"},i,...o)}function Tt(e){let{view:t,host:n,stop:r}=e,{layers:o,depths:i,model:a,method:l}=n.pair,s=u("details",{class:"options"},u("summary",{},"Options and keys"),u("div",{class:"sheet"},He(e,t.special,"Special units","Begin, end, padding and class: no word, no place, yet part of the score."),He(e,t.pieces,"Word pieces","The caption as the model reads it."),He(e,t.smooth,"Smooth heat","Blends neighbouring patches; the patches are what was measured."),u("dl",{class:"keys"},...ze.flatMap(([p,d])=>[u("dt",{},p),u("dd",{},d)])),u("p",{class:"note"},`${a}, ${l}, picture at ${Pt(o[0],i[0])}, caption at ${Pt(o[1],i[1])}`))),c=p=>{p.key!=="Escape"||!s.open||(s.open=!1,s.querySelector("summary").focus(),p.stopPropagation())};return s.addEventListener("keydown",c,{signal:r}),s}function He(e,t,n,r){return u("div",{class:"option"},he(e,t,n,r),u("small",{},r))}function Pt(e,t){return e===t?"the pooling":`layer ${e} of ${t}`}function Ht(e){let{host:t,view:n}=e,{rows:r,cols:o,width:i,height:a}=t.pair.picture,l=u("img",{src:t.picture,alt:"",draggable:"false"}),s=u("canvas",{width:o,height:r,"aria-hidden":"true"}),c=oe("svg",{viewBox:`0 0 ${o} ${r}`,preserveAspectRatio:"none","aria-hidden":"true"}),p=u("div",{class:"tags","aria-hidden":"true"}),d=u("div",{class:"picture",role:"application","aria-roledescription":"patch grid","aria-label":`Picture of ${r} by ${o} patches. Arrow keys move, Enter keeps, Shift and arrows draw a box.`,tabindex:0,style:`aspect-ratio: ${i} / ${a}; --shape: ${i/a}`},l,s,c,p);return v(e,()=>zn(s,e)),v(e,()=>{s.style.opacity=String(n.opacity.value),S(d,{"data-smooth":n.smooth.value,"data-grey":n.grey.value})}),v(e,()=>Gn(c,e)),v(e,()=>qn(p,e)),Jn(e,d),d}function zn(e,{shown:t}){let{heat:n,heatLimit:r}=t.value,o=e.getContext("2d");if(!o)return;let i=o.createImageData(e.width,e.height);pt(n,r,i.data),o.putImageData(i,0,0)}function Gn(e,{host:t,shown:n}){let{pair:r,store:o}=t,{now:i}=o.history.value,{region:a,cols:l,colsFrom:s}=n.value,c=r.picture.cols,p=i.pins.flatMap(d=>ge(At(r,d),c,d.patches.length>0?"pin":"pin peak",A(d.colour)));i.selected_patches.length>0&&p.push(...ge(i.selected_patches,c,"kept")),s==="none"&&p.push(...ge(a,c,"peak")),s==="hover"&&p.push(...ge(Yn(r,l),c,"hovered")),e.replaceChildren(...p)}function ge(e,t,n,r){if(e.length===0)return[];let o=ot(e,t),i=r?`stroke: ${r}`:void 0;return[oe("path",{d:o,class:"casing"}),oe("path",{d:o,class:n,style:i})]}function At(e,t){return t.patches.length>0?t.patches:ce(V(e,x(e,t.tokens)),e.picture.cols)}function qn(e,{host:t}){let{rows:n,cols:r}=t.pair.picture;e.replaceChildren(...t.store.history.value.now.pins.flatMap(o=>{let i=At(t.pair,o)[0];if(i===void 0)return[];let[a,l]=[Math.floor(i/r)/n,i%r/r],s=`top: ${100*a}%; left: ${100*l}%; --pin: ${A(o.colour)}; --on-pin: ${pe(o.colour)}`;return[u("span",{class:"tag",style:s},de(o.colour))]}))}function Yn(e,t){let n=new Set(t);return e.patches.flatMap((r,o)=>n.has(r)?[o]:[])}function Jn(e,t){let{host:n,view:r,stop:o,shown:i}=e,{rows:a,cols:l}=n.pair.picture,s=null,c=null,p=null,d=(f,b)=>t.addEventListener(f,b,{signal:o}),m=f=>{let b=H(n.pair,f),M=r.hover.peek();M?.from==="picture"&&M.cols.join()===b.join()||(r.hover.value={rows:[],cols:b,from:"picture"})},h=(f,b)=>{n.store.act(M=>Be(M,f,b))},g=f=>{let b=t.getBoundingClientRect(),M=(O,Dt,Ae)=>Math.min(Ae-1,Math.max(0,Math.floor(O/Dt*Ae)));return M(f.clientY-b.top,b.height,a)*l+M(f.clientX-b.left,b.width,l)};d("pointermove",f=>{let b=g(f);m(s===null?[b]:se(l,s,b))}),d("pointerleave",()=>{s===null&&(r.hover.value=null)}),d("pointerdown",f=>{f.button===0&&(s=g(f),c=s,t.setPointerCapture(f.pointerId))}),d("pointerup",f=>{if(s===null)return;let b=se(l,s,g(f)),M=f.ctrlKey||f.metaKey||f.shiftKey;h(b,M?"add":b.length===1?"click":"only"),s=null}),d("pointercancel",()=>{s=null,r.hover.value=null}),d("focusin",()=>{t.matches(":focus-visible")&&X(c??P())}),d("focusout",()=>{r.hover.value=null,p=null}),d("keydown",f=>{let b=c??P(),M=qe(f.key,b,a,l);if(M!==null)p=f.shiftKey?p??b:null,X(M);else if(f.key==="Enter"||f.key===" "){let O=U(b);h(O,f.ctrlKey||f.metaKey?"add":"click"),p=null,Ct(e,O)}else return;f.preventDefault()});let P=()=>Math.max(0,D(i.peek().heat)),U=f=>p===null?[f]:se(l,p,f),X=f=>{c=f,m(U(f)),Ct(e,U(f))}}function Ct({host:e,limits:t,announce:n,shown:r},o){let{pair:i}=e,a=e.store.history.peek().now.selected_patches,l=r.peek().rowsFrom==="kept"?r.peek().rows:[],s=w(F(i,l,H(i,o)),L(t.heat)),c=o.length===1?ue(o[0],i.picture.cols):`${o.length} patches`;n(`${c}, ${s}${o.every(p=>a.includes(p))?", kept":""}`)}var Zn=.1,Ot="share of the score";function _t(e){let{host:t}=e,n=u("ul",{class:"rows"}),r=u("p",{class:"note"},"Keep a word or a region, then pin it here to compare it with others."),o=u("small",{},Ot),i=new AbortController;return v(e,()=>{let a=t.store.history.value.now.pins;i.abort(),i=new AbortController;let l={...e,stop:AbortSignal.any([e.stop,i.signal])};n.replaceChildren(...a.map(s=>Xn(l,s))),r.hidden=a.length>0,o.hidden=a.length===0}),u("section",{"aria-label":"Pins"},u("h2",{},"Pins",o),n,r)}function jt(e){let{pair:t}=e.host,{rows:n,cols:r}=t.picture,o=Math.abs(t.top_pairs[0]?.value??0),a=t.top_pairs.filter(({value:s})=>Math.abs(s)>=Zn*o).map(({phrase:s,tokens:c,cells:p,value:d})=>Rt(e,{tokens:c,patches:p,name:s,where:Y(p,n,r),value:d})),l=u("p",{class:"note"},"No phrase meets any part of the picture.");return u("section",{"aria-label":"Strongest pairs"},u("h2",{},"Strongest pairs",a.length>0?u("small",{},Ot):""),a.length>0?u("ul",{class:"rows"},...a):l)}function Xn(e,t){let{host:n,stop:r}=e,{pair:o,store:i}=n,[a,l]=[x(o,t.tokens),H(o,t.patches)],s=[K(o,a),Ce(o,l)].filter(Boolean),c=Rt(e,{...t,name:s[0],where:s[1]??"",value:F(o,a,l)}),p=u("span",{class:"badge",style:`--pin: ${A(t.colour)}; --on-pin: ${pe(t.colour)}`},de(t.colour)),d=u("button",{type:"button",class:"away","aria-label":`Unpin ${s.join(", ")}`,title:"Unpin"},"\xD7");return d.addEventListener("click",()=>i.act(m=>Ve(m,t.colour)),{signal:r}),c.querySelector(".what").prepend(p),c.classList.add("pinned"),c.append(d),c}function Rt(e,{tokens:t,patches:n,name:r,where:o,value:i}){let{host:a,view:l,stop:s,limits:c}=e,p=q(i,Math.abs(a.pair.ledger.score)),d=u("button",{type:"button",class:"row"},u("span",{class:"what"},u("span",{class:"name"},r),o?u("span",{class:"where"},` ${o}`):""),u("span",{class:"value"},w(i,L(c.heat))),u("span",{class:"share"},p===null?"":N(p))),m=()=>{let{pair:g}=a;l.hover.value={rows:x(g,t),cols:H(g,n),from:"list"}},h=()=>{l.hover.value=null};for(let g of["pointerenter","focus"])d.addEventListener(g,m,{signal:s});for(let g of["pointerleave","blur"])d.addEventListener(g,h,{signal:s});return d.addEventListener("click",()=>a.store.act(g=>xe(g,t,n)),{signal:s}),u("li",{},d)}function Nt(e){let{host:t,view:n,stop:r,shown:o,limits:i}=e,{store:a}=t,l=f=>u("span",{class:f}),[s,c,p,d,m]=["eyebrow","subject","value","share","detail"].map(l),h=(f,b,M)=>{let O=u("button",{type:"button",title:b},f);return O.addEventListener("click",M,{signal:r}),O},g=h("Pin","Keep this selection in the list, with a colour of its own (P)",()=>a.act(ae)),P=h("Clear","Let go of the selection (Esc)",()=>ke(a,n)),U=h("Undo","Bring back what was kept before (Ctrl or \u2318 + Z)",()=>a.undo()),X=u("div",{class:"readout"},u("div",{class:"said"},u("p",{class:"line"},s,c,p,d),m),u("div",{class:"actions"},g,P,U));return v(e,()=>{let f=yt(t.pair,i,o.value);E(s,f.eyebrow),E(c,f.subject),E(p,f.value),E(d,f.share),E(m,f.detail),S(c,{title:f.subject.length>40?f.subject:void 0}),S(p,{"data-sign":f.value.startsWith("\u2212")?"against":"for"})}),v(e,()=>{let{now:f,past:b}=a.history.value;S(g,{"aria-disabled":I(f)||we(f)!==void 0}),S(P,{"aria-disabled":I(f)&&n.dismissed.value}),S(U,{"aria-disabled":b.length===0})}),X}function Ft(e){let{host:t,view:n,stop:r}=e,o=gt(t.pair).map(({text:a,cols:l})=>{let s=u("button",{type:"button",class:"unit special"},a),c=()=>{n.hover.value={rows:[],cols:l,from:"picture"}},p=()=>{n.hover.value=null};for(let d of["pointerenter","focus"])s.addEventListener(d,c,{signal:r});for(let d of["pointerleave","blur"])s.addEventListener(d,p,{signal:r});return s}),i=u("div",{class:"specials"},u("span",{class:"note"},"Off the picture:"),...o);return v(e,()=>{i.hidden=!n.special.value||o.length===0}),i}function Kt(e,t,n){let r=Je(n),o=Qn(e,n,r.announce),i=u("div",{class:"pairlens","data-lm-suppress-shortcuts":!0}),a=i.attachShadow({mode:"open"}),l=u("div",{class:"view"},...er(o),r.element);return a.append(u("style",{},st),l),lt(s=>{l.dataset.theme=s},n),l.addEventListener("keydown",s=>tr(s,o),{signal:n}),n.addEventListener("abort",()=>i.remove(),{once:!0}),t.append(i),i}function Qn(e,t,n){let r=De(),o=it(e.pair),i=Fe(()=>at(e.pair,o,{shared:e.store.history.value.now,hover:r.hover.value,locked:r.locked.value,dismissed:r.dismissed.value}));return{host:e,view:r,limits:o,shown:i,stop:t,announce:n}}function er(e){return[u("div",{class:"head"},kt(e),Nt(e),$t(e)),u("div",{class:"body"},u("div",{class:"main"},Ht(e),Ft(e),Et(e)),u("div",{class:"side"},_t(e),jt(e),St(e))),Tt(e)]}function tr(e,{host:t,view:n,announce:r}){if(e.defaultPrevented||nr(e)||!Ge(e,t.store,n))return;let{selected_tokens:o,selected_patches:i,pins:a}=t.store.history.peek().now;r(`${o.length} word pieces and ${i.length} patches kept, ${a.length} pinned`),e.preventDefault(),e.stopPropagation()}function nr(e){return e.composedPath()[0]instanceof HTMLTextAreaElement}function Bt(e,t){if(e.version!==1)throw new Error(`This view reads explanations of version 1; this one is of version ${e.version}.`);let n=rr(t),r=e.picture.kinds.length;if(r===0||n.length%r!==0)throw new Error(`The matrix has ${n.length} values, which is no multiple of ${r} image units.`);let o=or(n),i=Ut(e.caption.kinds,"content"),a=Ut(e.picture.kinds,"patch");return{...e,matrix:n,sent:n.length/r,units:r,content:i,patches:a,broken:o}}function rr(e){let t=ArrayBuffer.isView(e)?new DataView(e.buffer,e.byteOffset,e.byteLength):new DataView(e);if(t.byteLength%4!==0)throw new Error(`${t.byteLength} bytes do not make whole float32 values.`);let n=new Float32Array(t.byteLength/4);for(let r=0;r<n.length;r+=1)n[r]=t.getFloat32(4*r,!0);return n}function It(e){return Uint8Array.from(atob(e),t=>t.charCodeAt(0))}function or(e){let t=0;for(let n=0;n<e.length;n+=1)Number.isFinite(e[n])||(e[n]=0,t+=1);return t}function Ut(e,t){return e.flatMap((n,r)=>n===t?[r]:[])}function Vt(e){return{pair:Bt(e.pair,It(e.matrix)),picture:e.picture,store:We(e.chosen),status:$("page")}}var ir=document.getElementById("pairlens-data"),Wt=document.getElementById("pairlens");Wt.replaceChildren();Kt(Vt(JSON.parse(ir.textContent)),Wt,new AbortController().signal);})();
