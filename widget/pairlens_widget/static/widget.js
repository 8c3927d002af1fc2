var Ut=Symbol.for("preact-signals");function he(){if(_>1)_--;else{var e,t=!1;for((function(){var o=te;for(te=void 0;o!==void 0;){var i=o.S;if(i.v===o.v)for(var a=i.t;a!==void 0;a=a.x)a.i===o.i&&(a.i=i.i);o=o.o}})();G!==void 0;){var n=G;for(G=void 0,ee++;n!==void 0;){var r=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&Ce(n))try{n.c()}catch(o){t||(e=o,t=!0)}n=r}}if(ee=0,_--,t)throw e}}var W,g=void 0;function re(e){var t=g,n=W;g=void 0,W=void 0;try{return e()}finally{g=t,W=n}}var G=void 0,_=0,ee=0;var Pe=0,te=void 0,ne=0;function He(e){if(g!==void 0){var t=e.n;if(t===void 0||t.t!==g)return t={i:0,S:e,p:g.s,n:void 0,t:g,e:void 0,x:void 0,r:t},g.s!==void 0&&(g.s.n=t),g.s=t,e.n=t,32&g.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=g.s,t.n=void 0,g.s.n=t,g.s=t),t}}function S(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,this.Z=t?.unwatched,this.name=t?.name}S.prototype.brand=Ut;S.prototype.h=function(){return!0};S.prototype.S=function(e){var t=this,n=this.t;n!==e&&e.e===void 0&&(e.x=n,this.t=e,n!==void 0?n.e=e:re(function(){var r;(r=t.W)==null||r.call(t)}))};S.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.e,r=e.x;n!==void 0&&(n.x=r,e.e=void 0),r!==void 0&&(r.e=n,e.x=void 0),e===this.t&&(this.t=r,r===void 0&&re(function(){var o;(o=t.Z)==null||o.call(t)}))}};S.prototype.subscribe=function(e){var t=this;return q(function(){var n=t.value;re(function(){return e(n)})},{name:"sub"})};S.prototype.valueOf=function(){return this.value};S.prototype.toString=function(){return this.value+""};S.prototype.toJSON=function(){return this.value};S.prototype.peek=function(){var e=this;return re(function(){return e.value})};Object.defineProperty(S.prototype,"value",{get:function(){var e=He(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.v){if(ee>100)throw new Error("Cycle detected");(function(n){_!==0&&ee===0&&n.l!==Pe&&(n.l=Pe,te={S:n,v:n.v,i:n.i,o:te})})(this),this.v=e,this.i++,ne++,_++;try{for(var t=this.t;t!==void 0;t=t.x)t.t.N()}finally{he()}}}});function T(e,t){return new S(e,t)}function Ce(e){for(var t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}function Ae(e){for(var t=e.s;t!==void 0;t=t.n){var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function Oe(e){for(var t=e.s,n=void 0;t!==void 0;){var r=t.p;t.i===-1?(t.S.U(t),r!==void 0&&(r.n=t.n),t.n!==void 0&&(t.n.p=r)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=void 0),t=r}e.s=n}function j(e,t){S.call(this,void 0,t),this.x=e,this.s=void 0,this.g=ne-1,this.f=4}j.prototype=new S;j.prototype.h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===ne))return!0;if(this.g=ne,this.f|=1,this.i>0&&!Ce(this))return this.f&=-2,!0;var e=g;try{Ae(this),g=this;var t=this.x();(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(n){this.v=n,this.f|=16,this.i++}return g=e,Oe(this),this.f&=-2,!0};j.prototype.S=function(e){if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}S.prototype.S.call(this,e)};j.prototype.U=function(e){if(this.t!==void 0&&(S.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=t.n)t.S.U(t)}};j.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(var e=this.t;e!==void 0;e=e.x)e.t.N()}};Object.defineProperty(j.prototype,"value",{get:function(){if(1&this.f)throw new Error("Cycle detected");var e=He(this);if(this.h(),e!==void 0&&(e.i=this.i),16&this.f)throw this.v;return this.v}});function _e(e,t){return new j(e,t)}function je(e){var t=e.j;if(e.j=void 0,typeof t=="function"){_++;var n=g;g=void 0;try{t()}catch(r){throw e.f&=-2,e.f|=8,ge(e),r}finally{g=n,he()}}}function ge(e){for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,je(e)}function Bt(e){if(g!==this)throw new Error("Out-of-order effect");Oe(this),g=e,this.f&=-2;try{8&this.f&&ge(this)}finally{he()}}function I(e,t){this.x=e,this.j=void 0,this.s=void 0,this.u=void 0,this.f=32,this.name=t?.name,W&&W.push(this)}I.prototype.c=function(){var e=this.S();try{if(8&this.f||this.x===void 0)return;var t=this.x();typeof t=="function"&&(this.j=t)}finally{e()}};I.prototype.S=function(){if(1&this.f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,je(this),Ae(this),_++;var e=g;return g=this,Bt.bind(this,e)};I.prototype.N=function(){2&this.f||(this.f|=2,this.u=G,G=this)};I.prototype.d=function(){this.f|=8,1&this.f||ge(this)};I.prototype.dispose=function(){this.d()};function q(e,t){var n=new I(e,t);try{n.c()}catch(o){throw n.d(),o}var r=n.d.bind(n);return r[Symbol.dispose]=r,r}var It="http://www.w3.org/2000/svg";function u(e,t={},...n){let r=document.createElement(e);return M(r,t),r.append(...n),r}function oe(e,t={},...n){let r=document.createElementNS(It,e);return M(r,t),r.append(...n),r}function M(e,t){for(let[n,r]of Object.entries(t))r===void 0||r===!1?e.removeAttribute(n):e.getAttribute(n)!==String(r===!0?"":r)&&e.setAttribute(n,String(r===!0?"":r))}function E(e,t){e.textContent!==t&&(e.textContent=t)}var Vt={selected_tokens:[],selected_patches:[],pins:[]},Dt=200;function ie(e){return[...new Set(e)].sort((t,n)=>t-n)}function Re(e,t,n){let r=ie(t);if(n==="only")return r;if(n==="click")return R(e,r)?[]:r;let o=new Set(e);return r.every(a=>o.has(a))?e.filter(a=>!r.includes(a)):ie([...e,...r])}function be(e,t,n="only"){return{...e,selected_tokens:Re(e.selected_tokens,t,n)}}function Fe(e,t,n="only"){return{...e,selected_patches:Re(e.selected_patches,t,n)}}function ye(e,t,n){return{...e,selected_tokens:ie(t),selected_patches:ie(n)}}function Ne(e){return ye(e,[],[])}function V(e){return e.selected_tokens.length+e.selected_patches.length===0}function ae(e){if(V(e)||ve(e))return e;let t=new Set(e.pins.map(o=>o.colour)),n=0;for(;t.has(n);)n+=1;let r={tokens:e.selected_tokens,patches:e.selected_patches,colour:n};return{...e,pins:[...e.pins,r]}}function ve(e){return e.pins.find(t=>R(t.tokens,e.selected_tokens)&&R(t.patches,e.selected_patches))}function Ke(e,t){return{...e,pins:e.pins.filter(n=>n.colour!==t)}}function zt(e,t){return qt(e.now,t)?e:{past:[...e.past,e.now].slice(-Dt),now:t,future:[]}}function Wt({past:e,now:t,future:n}){let r=e.at(-1);return r?{past:e.slice(0,-1),now:r,future:[t,...n]}:{past:e,now:t,future:n}}function Gt({past:e,now:t,future:n}){let[r,...o]=n;return r?{past:[...e,t],now:r,future:o}:{past:e,now:t,future:n}}function qt(e,t){return R(e.selected_tokens,t.selected_tokens)&&R(e.selected_patches,t.selected_patches)&&e.pins.length===t.pins.length&&e.pins.every((n,r)=>Yt(n,t.pins[r]))}function Yt(e,t){return e.colour===t.colour&&R(e.tokens,t.tokens)&&R(e.patches,t.patches)}function R(e,t){return e.length===t.length&&e.every((n,r)=>n===t[r])}function Ue(e=Vt){let t=T({past:[],now:e,future:[]}),n=r=>{t.value=r};return{history:t,act:r=>n(zt(t.peek(),r(t.peek().now))),undo:()=>n(Wt(t.peek())),redo:()=>n(Gt(t.peek()))}}function Be(){return{hover:T(null),locked:T(!0),opacity:T(.85),smooth:T(!1),grey:T(!1),pieces:T(!1),special:T(!1),dismissed:T(!1)}}var Ie=[["Tab","to the caption, the picture, the lists"],["\u2190 \u2192 Home End","to another word"],["\u2190 \u2192 \u2191 \u2193","to another patch"],["Enter or Space","keep it, or let it go"],["Shift + arrows","several words, or a box"],["Ctrl or \u2318 + Enter","add to what is kept"],["P","pin what is kept"],["Esc","let go"],["Ctrl or \u2318 + Z","undo; with Shift: redo"]];function Ve(e,t,n){let r=e.ctrlKey||e.metaKey,o=e.key.toLowerCase();return r&&o==="z"?(e.shiftKey?t.redo():t.undo(),!0):o==="escape"?(xe(t,n),!0):o==="p"&&!r&&!e.altKey?(t.act(ae),!0):!1}function xe(e,t){t.hover.value=null,V(e.history.peek().now)&&(t.dismissed.value=!0),e.act(Ne)}function De(e,t,n,r){let o=Math.floor(t/r),i=t%r,a=(s,l)=>Math.min(n-1,Math.max(0,s))*r+Math.min(r-1,Math.max(0,l));return e==="ArrowLeft"?a(o,i-1):e==="ArrowRight"?a(o,i+1):e==="ArrowUp"?a(o-1,i):e==="ArrowDown"?a(o+1,i):e==="Home"?a(o,0):e==="End"?a(o,r-1):null}function ze(e,t,n){return e==="ArrowLeft"||e==="ArrowUp"?Math.max(0,t-1):e==="ArrowRight"||e==="ArrowDown"?Math.min(n-1,t+1):e==="Home"?0:e==="End"?n-1:null}var Zt=150;function We(e){let t=u("p",{class:"heard",role:"status","aria-live":"polite"}),n;return e.addEventListener("abort",()=>clearTimeout(n),{once:!0}),{element:t,announce:o=>{clearTimeout(n),n=setTimeout(()=>{t.textContent=o},Zt)}}}function w(e,t){return t.map(n=>e.content[n])}function O(e,t){return t.map(n=>e.patches[n])}function Y(e,t,n){return t<e.sent?e.matrix[t*e.units+n]:0}function C(e,t){let n=new Float64Array(e.patches.length);for(let r of t)for(let o=0;o<n.length;o+=1)n[o]+=Y(e,r,e.patches[o]);return n}function qe(e,t){let n=new Float64Array(e.caption.kinds.length);for(let r=0;r<e.sent;r+=1)for(let o of t)n[r]+=Y(e,r,o);return n}function H(e){let t=0;for(let n of e)t+=n;return t}function Ye(e,t,n){let r=0;for(let o of t)for(let i of n)r+=Y(e,o,i);return r}function P(e){let t=0;for(let n of e)t=Math.max(t,Math.abs(n));return t}function Z(e,t){let n=e/t;return Number.isFinite(n)&&Math.abs(n)<10?n:null}function ke(e,t,n){let r=o=>Math.max(0,o*n);return Z(H(t.map(o=>r(e[o]))),H(Array.from(e,r)))}function Ze(e){let t=[...e.caption.words,...e.phrases];return Math.max(0,...t.map(n=>P(C(e,w(e,n.tokens)))))}function Je(e){let t=new Float64Array(e.patches.length+1);for(let n of e.caption.words){let r=C(e,w(e,n.tokens)).sort();Ge(t,r,-1),Ge(t,r.reverse(),1)}return t}function Ge(e,t,n){let r=0;for(let o=0;o<t.length;o+=1)r+=Math.max(0,n*t[o]),e[o+1]=Math.max(e[o+1],r)}function D(e,t,n){let[r,o]=we(Math.floor(t/e),Math.floor(n/e)),[i,a]=we(t%e,n%e),s=[];for(let l=r;l<=o;l+=1)for(let c=i;c<=a;c+=1)s.push(l*e+c);return s}function Se(e,t){let[n,r]=we(e,t);return Array.from({length:r-n+1},(o,i)=>n+i)}function we(e,t){return e<t?[e,t]:[t,e]}function Xe(e,t){let{text:n,words:r}=e.caption,o=new Set(t),i=[];for(let[a,s]of r.entries()){let l=s.tokens.filter(d=>o.has(d)),c=i.at(-1);l.length!==0&&(l.length<s.tokens.length?i.push({last:Number.NaN,start:0,end:0,text:Jt(e,l)}):c&&c.last===a-1?Object.assign(c,{last:a,end:s.end,text:n.slice(c.start,s.end)}):i.push({last:a,start:s.start,end:s.end,text:s.text}))}return i.map(a=>a.text).join(" \u2026 ")}function Jt(e,t){return t.map(n=>Me(e,n)).join("")}function Me(e,t){let n=e.content[t],[r,o]=e.caption.spans[n];return o>r?e.caption.text.slice(r,o):e.caption.pieces[n]}function le(e,t,n=0){let r=F(e,n);if(r<0)return[];let o=e[r]/2,i=s=>o>0?e[s]>=o:e[s]<=o,a=new Set([r]);for(let s of a)for(let l of Xt(s,t,e.length))i(l)&&a.add(l);return[...a].sort((s,l)=>s-l)}function F(e,t=0){let n=-1,r=0;return e.forEach((o,i)=>{let a=t===0?Math.abs(o):o*t;a>r&&([n,r]=[i,a])}),n}function Xt(e,t,n){let r=e%t;return[e-t,e+t,...r>0?[e-1]:[],...r<t-1?[e+1]:[]].filter(o=>o>=0&&o<n)}function et(e,t){let n=new Set(e),r=(s,l)=>l>=0&&l<t&&s>=0&&n.has(s*t+l),o=new Map,i=new Map;for(let s of[...n].sort((l,c)=>l-c)){let[l,c]=[Math.floor(s/t),s%t];r(l-1,c)||se(o,l,c),r(l+1,c)||se(o,l+1,c),r(l,c-1)||se(i,c,l),r(l,c+1)||se(i,c+1,l)}let a=(s,l)=>[...s].map(([c,[d,p]])=>{let f=c.split(":")[0];return l==="H"?`M${d} ${f}H${p}`:`M${f} ${d}V${p}`});return[...a(o,"H"),...a(i,"V")].join("")}function se(e,t,n){for(let[r,o]of e)if(r.startsWith(`${t}:`)&&o[1]===n){o[1]=n+1;return}e.set(`${t}:${n}`,[n,n+1])}function Qt(e,t,n){if(e.length===t*n)return"the whole picture";if(e.length>.6*t*n)return"most of the picture";let r=a=>e.reduce((s,l)=>s+a(l),0)/e.length,o=Math.floor(3*(r(a=>Math.floor(a/n))+.5)/t),i=Math.floor(3*(r(a=>a%n)+.5)/n);return o!==1&&i===1?o===0?"top":"bottom":[["upper","","lower"][o],["left","","right"][i]].filter(Boolean).join(" ")||"centre"}function J(e,t,n){let r=Qt(e,t,n);return r.endsWith("picture")?`over ${r}`:`at the ${r}`}function ce(e,t){return`patch in row ${Math.floor(e/t)+1}, column ${e%t+1}`}function tt(e){return{heat:Ze(e),words:Je(e)}}function nt(e,t,n){let[r,o]=en(e,n),[i,a]=tn(e,n),s=C(e,r),l=qe(e,i),c=on(s);return{rows:r,rowsFrom:o,cols:i,colsFrom:a,heat:s,heatLimit:n.locked?t.heat:P(s),region:le(s,e.picture.cols,c),sign:c,words:l,wordLimit:n.locked?t.words[an(e,i)]:sn(e,l)}}function en(e,{shared:t,hover:n,dismissed:r}){if(n&&n.rows.length>0)return[n.rows,"hover"];if(t.selected_tokens.length>0)return[w(e,t.selected_tokens),"kept"];if(r||t.selected_patches.length>0)return[[],"none"];let o=nn(e);return o.length>0?[w(e,o),"preview"]:[[],"none"]}function tn(e,{shared:t,hover:n}){return n&&n.cols.length>0?[n.cols,"hover"]:t.selected_patches.length>0?[O(e,t.selected_patches),"kept"]:[[],"none"]}function nn(e){return Ee(e)?[]:(e.top_pairs.find(({value:n})=>n>0)??e.top_pairs[0])?.tokens??e.phrases[0]?.tokens??e.caption.words[0]?.tokens??[]}function Ee(e){return P(C(e,e.content).map((n,r)=>rn(e,r)))*e.patches.length<.001*Math.max(e.ledger.natural_scale,Number.MIN_VALUE)}function rn(e,t){let n=e.patches[t];return P(e.content.map(r=>Y(e,r,n)))}function on(e){let t=e[F(e,1)]??0;return-(e[F(e,-1)]??0)>2*t?-1:1}function an(e,t){let n=new Set(e.patches);return t.some(r=>!n.has(r))?e.patches.length:t.length}function sn(e,t){return P(e.caption.words.map(n=>H(w(e,n.tokens).map(r=>t[r]))))}var rt=`:host {
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
  color: #111;
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
`;function cn(e,t){let n=e.dataset.jpThemeLight;if(n!==void 0)return n==="false"?"dark":"light";let r=[...e.classList,...e.ownerDocument.documentElement.classList];return r.some(o=>["vscode-dark","vscode-high-contrast","dark","dark-theme"].includes(o))?"dark":r.some(o=>["vscode-light","light","light-theme"].includes(o))?"light":t?"dark":"light"}function ot(e,t){let{body:n,documentElement:r}=document,o=window.matchMedia("(prefers-color-scheme: dark)"),i=()=>e(cn(n,o.matches)),a=new MutationObserver(i);for(let s of[n,r])a.observe(s,{attributes:!0,attributeFilter:["class","data-jp-theme-light"]});t.addEventListener("abort",()=>a.disconnect(),{once:!0}),o.addEventListener("change",i,{signal:t}),i()}var un=[[255,170,64],[214,72,0]],dn=[[96,176,255],[0,84,196]],it=["#00a076","#d04f9a","#d1b000","#7a5bd6","#4d5a66","#8fd14f"];function N(e){return it[e%it.length]}function ue(e){let t=String.fromCharCode(65+e%26);return e<26?t:`${t}${Math.floor(e/26)+1}`}function at(e,t){let n=t>0?Math.min(1,Math.abs(e)/t):0,[r,o]=e<0?dn:un;return{rgb:pn(r,o,n),alpha:n}}function pn(e,t,n){let r=o=>Math.round(e[o]+(t[o]-e[o])*n);return[r(0),r(1),r(2)]}function st(e,t,n){e.forEach((r,o)=>{let{rgb:i,alpha:a}=at(r,t);n.set([...i,255*a],4*o)})}function lt(e=9){return`linear-gradient(to right, ${Array.from({length:e},(n,r)=>{let o=-1+2*r/(e-1),{rgb:i,alpha:a}=at(o,1);return`rgb(${i.join(" ")} / ${a.toFixed(3)}) ${(50*(o+1)).toFixed(1)}%`}).join(", ")})`}function y(e,t){e.stop.addEventListener("abort",q(t),{once:!0})}function L(e){return e>0?Math.min(9,Math.max(4,1-Math.floor(Math.log10(e)))):4}function k(e,t){let n=Math.abs(e).toFixed(t);return Number(n)===0?n:`${e<0?"\u2212":"+"}${n}`}function A(e,t){return k(e,t).replace("+","")}function K(e){let t=100*e,n=Math.abs(t)<1&&t!==0;return n&&Math.abs(t)<.05?`${t<0?"\u2212":""}<0.1\xA0%`:`${A(t,n?1:0)}\xA0%`}function de(e,t,n=`${t}s`){return`${e} ${e===1?t:n}`}function ct(e,t,n){let r=10**n,o=e.map(s=>Math.floor(s*r)),i=Math.round(t*r)-o.reduce((s,l)=>s+l,0),a=e.map((s,l)=>[s*r-o[l],l]).sort(([s],[l])=>l-s).slice(0,Math.max(0,i));for(let[,s]of a)o[s]+=1;return o.map(s=>s/r)}function ut(e,t,n){let{text:r,words:o}=e.caption,i=n?Le(e,"begin"):[],a=0;for(let s of o)s.start>a&&i.push(r.slice(a,s.start)),i.push(...t?fn(e,s.tokens):[dt(e,s.text,s.tokens)]),a=Math.max(a,s.end);return a<r.length&&i.push(r.slice(a)),n?[...i,...Le(e,"end"),...Le(e,"padding")]:i}function dt(e,t,n){return{text:t,tokens:n,rows:w(e,n),special:!1}}function fn(e,t){return t.map(n=>dt(e,Me(e,n),[n]))}function Le(e,t){let n=e.caption.kinds.flatMap((o,i)=>o===t?[i]:[]);return n.length===0?[]:[{text:n.length===1?t:`${t} \xD7 ${n.length}`,rows:n,tokens:[],special:!0}]}function pt(e){return[...new Set(e.picture.kinds)].filter(n=>n!=="patch").map(n=>{let r=e.picture.kinds.flatMap((o,i)=>o===n?[i]:[]);return{text:r.length===1?n:`${n} \xD7 ${r.length}`,cols:r}})}function mt(e,t,n){let r=n.rowsFrom==="preview"&&n.cols.length>0?[]:n.rows;if(r.length===0&&n.cols.length===0)return hn(e);let o=[B(e,r),$e(e,n.cols)].filter(Boolean).join(" \xD7 "),i=U(e,r,n.cols);return{eyebrow:n.rowsFrom==="preview"&&r.length>0?"Strongest phrase":"",subject:o,value:k(i,L(t.heat)),share:mn(e,i),detail:gn(e,t,n,r)}}function U(e,t,n){return Ye(e,t.length>0?t:e.content,n.length>0?n:e.patches)}function mn(e,t){let n=Z(t,Math.abs(e.ledger.score));return n===null?"":`${K(n)} of the score`}function hn(e){let t=P(C(e,e.content)),n=Ee(e);return{eyebrow:"",subject:n?"No pair stands out":"Nothing selected",value:"",share:"",detail:n?`The largest value of any patch is ${A(t,t===0?0:L(t))}.`:"Hover a word to see where it met the picture, or the picture to see which words it met."}}function gn(e,t,n,r){if(n.cols.length===0)return bn(e,n);if(r.length===0)return ft(e,t,n);let o=yn(e,n);return o?`${o} lies there`:ft(e,t,n)}function bn(e,t){if(t.region.length===0)return"nothing on the picture, for or against";let n=ke(t.heat,t.region,t.sign),[r,o]=t.sign>0?["strongest","positive"]:["most against","negative"],i=n===null?"":`, ${K(n)} of its ${o} attribution`;return`${r} ${J(t.region,e.picture.rows,e.picture.cols)}${i}`}function yn(e,t){let n=ht(e,t.cols);if(n.length!==t.cols.length)return"";let r=H(n.map(i=>t.heat[i]))<0?-1:1,o=ke(t.heat,n,r);return o===null?"":`${K(o)} of its ${r>0?"positive":"negative"} attribution`}function ft(e,t,n,r=3){let o=L(t.heat),i=e.caption.words.map(l=>({text:l.text,value:H(w(e,l.tokens).map(c=>n.words[c]))})),a=l=>i.filter(({value:c})=>Number(k(c,o).replace("\u2212","-"))*l>0).sort((c,d)=>l*(d.value-c.value)).slice(0,r).map(({text:c,value:d})=>`${c} ${k(d,o)}`).join(", "),s=[["for",a(1)],["against",a(-1)]].filter(([,l])=>l);return s.length>0?s.map(([l,c])=>`${l}: ${c}`).join(" \xB7 "):"no word answers"}function ht(e,t){let n=new Map(e.patches.map((r,o)=>[r,o]));return t.flatMap(r=>n.get(r)??[])}function B(e,t){if(t.length===0)return"";let n=new Map(e.content.map((o,i)=>[o,i])),r=t.flatMap(o=>n.get(o)??[]);return r.length===t.length?Xe(e,r):t.length===1?e.caption.pieces[t[0]]:`${de(t.length,"padding unit")}`}function $e(e,t){if(t.length===0)return"";let n=ht(e,t);if(n.length<t.length)return t.length===1?`[${e.picture.kinds[t[0]]}]`:"special units";if(n.length===1)return ce(n[0],e.picture.cols);let r=J(n,e.picture.rows,e.picture.cols);return`${de(n.length,"patch","patches")} ${r}`}function gt(e){let{ledger:t}=e,n=[],r=L(Math.abs(t.residual));return e.converged||n.push({text:`The parts do not add up well: ${k(t.residual,r)} of the score is unaccounted for. Ask for more steps (steps=64) or read the numbers as rough.`,offers:null}),t.content_mass<.5&&n.push({text:`Only ${K(t.content_mass)} of what words and picture exchange lies between content words and patches. The rest sits on units that no pixel or word stands for: begin, end, class, padding.`,offers:"special"}),e.unknown_words.length>0&&n.push({text:`The model does not know: ${e.unknown_words.join(", ")}.`,offers:null}),e.broken>0&&n.push({text:`${de(e.broken,"value is","values are")} not a number and ${e.broken===1?"counts":"count"} as zero here.`,offers:null}),n}function yt(e){let{view:t}=e,n=u("div",{class:"caption",role:"listbox","aria-label":"Caption","aria-multiselectable":"true","aria-orientation":"horizontal"}),r=[];return y(e,()=>{r=vn(e,n,t.pieces.value,t.special.value)}),y(e,()=>{t.pieces.value,t.special.value,xn(e,r)}),y(e,()=>{t.pieces.value,t.special.value,wn(e,r)}),Sn(e,n,()=>r),n}function vn({host:e,stop:t},n,r,o){let i=[],a=ut(e.pair,r,o).map(s=>{if(typeof s=="string")return s;let l=u("i",{class:"under"}),c=u("i",{class:"over"}),d=u("span",{class:s.special?"unit special":"unit",role:"option",tabindex:i.length===0?0:-1,"data-index":i.length},c,s.text,l);return i.push({unit:s,element:d,under:l,over:c}),d});return n.replaceChildren(...a),i}function xn({shown:e},t){let{words:n,wordLimit:r}=e.value;for(let{unit:o,under:i}of t){let a=H(o.rows.map(d=>n[d])),s=r>0?Math.min(1,Math.abs(a)/r):0,l=a<0?"against":"for";i.dataset.sign!==l&&(i.dataset.sign=l);let c=`scaleY(${s<.02?0:s.toFixed(3)})`;i.style.transform!==c&&(i.style.transform=c)}}function wn({host:e,shown:t},n){let{now:r}=e.store.history.value,o=new Set(t.value.rows),i=new Set(r.selected_tokens),a=({rows:c})=>c.length>0&&c.every(d=>o.has(d)),s=({tokens:c})=>c.length>0&&c.every(d=>i.has(d)),l=n.map(({unit:c})=>s(c)?"kept":a(c)?"lit":void 0);for(let[c,{unit:d,element:p,over:f}]of n.entries()){let v=l[c],h=v!==void 0&&v===l[c+1];M(p,{"aria-selected":String(v==="kept"),"data-state":v,"data-joined":h});let m=kn(r,d);f.style.background!==m.background&&Object.assign(f.style,m)}}function kn(e,t){let r=e.pins.filter(({tokens:o})=>t.tokens.some(i=>o.includes(i))).slice(0,3).map(({colour:o},i)=>{let[a,s]=[3*i,3*i+2];return`linear-gradient(to top, transparent ${a}px, ${N(o)} ${a}px ${s}px, transparent ${s}px)`});return{background:r.join(", "),height:`${3*r.length}px`}}function Sn(e,t,n){let{view:r,stop:o}=e,i=0,a=null,s=(d,p)=>t.addEventListener(d,p,{signal:o}),l=(d,p)=>{let f=Se(d,p).flatMap(v=>[...n()[v].unit.rows]);r.hover.value={rows:f,cols:[],from:"caption"}},c=(d,p,f)=>{let v=Se(d,p).flatMap(h=>[...n()[h]?.unit.tokens??[]]);v.length>0&&e.host.store.act(h=>be(h,v,f)),bt(e)};s("pointermove",d=>{let p=pe(t,d);p!==null?l(a??p,p):a===null&&(r.hover.value=null)}),s("pointerleave",()=>{a===null&&(r.hover.value=null)}),s("pointerdown",d=>{let p=pe(t,d);p===null||d.button!==0||(d.shiftKey||(i=p),a=i,t.setPointerCapture(d.pointerId))}),s("pointerup",d=>{let p=pe(t,d)??a;if(a!==null&&p!==null){let f=d.ctrlKey||d.metaKey?"add":p===a?"click":"only";c(a,p,f)}a=null}),s("pointercancel",()=>{a=null,r.hover.value=null}),s("dblclick",d=>{let p=pe(t,d);p!==null&&En(e,n()[p].unit)}),s("focusin",d=>{let p=fe(d.target);p!==null&&(Mn(n(),p),d.target.matches(":focus-visible")&&l(p,p))}),s("focusout",()=>{r.hover.value=null}),s("keydown",d=>{let p=fe(d.target);if(p===null)return;let f=ze(d.key,p,n().length);if(f!==null)n()[f].element.focus(),d.shiftKey?c(i,f,"only"):i=f,l(d.shiftKey?i:f,f);else if(d.key==="Enter"||d.key===" ")i=p,c(p,p,d.ctrlKey||d.metaKey?"add":"click");else return;bt(e),d.preventDefault()})}function pe(e,t){let n=fe(t.target);if(n!==null)return n;let r=e.getRootNode();return fe(r.elementFromPoint(t.clientX,t.clientY))}function fe(e){let t=e instanceof Element?e.closest("[data-index]"):null;return t?Number(t.dataset.index):null}function Mn(e,t){for(let[n,{element:r}]of e.entries())M(r,{tabindex:n===t?0:-1})}function En({host:e},t){let n=e.pair.phrases.find(({tokens:r})=>t.tokens.some(o=>r.includes(o)));n&&e.store.act(r=>be(r,n.tokens))}function bt({host:e,shown:t,limits:n,announce:r}){let{rows:o,cols:i}=t.peek(),a=w(e.pair,e.store.history.peek().now.selected_tokens),s=k(U(e.pair,o,i),L(n.heat)),l=B(e.pair,o);r(l?`${l}, ${s}${a.join()===o.join()?", kept":""}`:"nothing kept")}var X=4;function Ln(e){let t=0;return e.map(n=>{let r=t;return t+=n.value,{...n,from:r,to:t}})}function $n(e,t){let n=[0,t,...e.flatMap(({from:i,to:a})=>[i,a])],[r,o]=[Math.min(...n),Math.max(...n)];return o>r?[r,o]:[0,1]}function vt({host:e,stop:t}){let{rows:n,score:r}=e.pair.ledger,o=Ln(n),i=$n(o,r),a=ct(n.map(({value:p})=>p),r,X),s="Point at a part to read what it means.",l=u("p",{class:"explanation","aria-live":"polite"},s),c=u("ul",{class:"parts"},...o.map((p,f)=>Tn(p,i,a[f])),Pn(r,i)),d=p=>{let f=p.target.closest("[data-explanation]");E(l,f?.dataset.explanation??s)};for(let p of["pointerover","focusin"])c.addEventListener(p,d,{signal:t});return c.addEventListener("pointerleave",()=>E(l,s),{signal:t}),u("section",{class:"ledger","aria-label":"Where the score comes from"},u("h2",{},"Where the score comes from"),c,l)}function Tn(e,t,n){let{name:r,value:o,explanation:i,from:a,to:s}=e;return u("li",{tabindex:0,"data-explanation":i,"aria-label":`${r}: ${k(n,X)}. ${i}`},u("span",{class:"name"},r),xt(a,s,t,o<0?"against":"for"),u("span",{class:"value"},k(n,X)))}function Pn(e,t){let n="The cosine of caption and picture: the sum of every line above.";return u("li",{class:"total",tabindex:0,"data-explanation":n,"aria-label":`score: ${A(e,X)}. ${n}`},u("span",{class:"name"},"score"),xt(0,e,t,"score"),u("span",{class:"value"},A(e,X)))}function xt(e,t,[n,r],o){let i=l=>100*(l-n)/(r-n),[a,s]=[i(Math.min(e,t)),i(Math.max(e,t))];return u("span",{class:"track","aria-hidden":"true"},u("i",{class:"zero",style:`left: ${i(0).toFixed(2)}%`}),u("i",{class:"piece","data-sign":o,style:`left: ${a.toFixed(2)}%; width: ${(s-a).toFixed(2)}%`}),u("i",{class:"end",style:`left: ${i(t).toFixed(2)}%`}))}function wt(e){let{view:t,stop:n,shown:r}=e,o=u("span",{class:"end"}),i=u("span",{class:"end"}),a=u("p",{class:"note title"}),s=u("p",{class:"note"}),l=u("span",{class:"ramp","aria-hidden":"true",style:`--ramp: ${lt()}`}),c=u("input",{type:"checkbox",role:"switch",checked:!0}),d=u("input",{type:"range",min:0,max:1,step:.05,value:t.opacity.peek(),"aria-label":"Opacity of the heat"});return c.addEventListener("change",()=>{t.locked.value=c.checked},{signal:n}),d.addEventListener("input",()=>{t.opacity.value=Number(d.value)},{signal:n}),y(e,()=>{let{heatLimit:p}=r.value,f=L(p);E(o,p>0?A(-p,f):"0"),E(i,p>0?k(p,f):"0"),M(l,{"data-empty":p===0}),E(a,Hn(e)),E(s,Cn(e))}),u("div",{class:"legend"},a,u("div",{class:"scale",role:"group","aria-label":"Colour scale, per patch"},u("span",{class:"side"},"against"),o,l,i,u("span",{class:"side"},"for")),u("div",{class:"controls"},u("label",{title:"One scale for every selection, so that colours can be compared"},c,"Locked scale"),u("label",{},"Opacity",d)),s)}function Hn({host:e,shown:t}){let n=B(e.pair,t.value.rows);return n?`On the picture: ${n}, value per patch`:"On the picture: nothing yet"}function Cn({view:e,shown:t,limits:n}){if(!e.locked.value)return"Unlocked: colours fit this selection only; do not compare them with another.";let r=P(t.value.heat);return r<=n.heat*1.0001?"":`Some patches lie beyond the scale: up to ${A(r,L(n.heat))}.`}function kt(e){let{host:t,view:n,stop:r}=e,o=gt(t.pair).map(({text:a,offers:s})=>{let l=u("p",{},a);if(s==="special"){let c=u("button",{type:"button",class:"link"},"Show them");c.addEventListener("click",()=>{n.special.value=!n.special.value},{signal:r}),y(e,()=>{c.textContent=n.special.value?"Hide them":"Show them"}),l.append(" ",c)}return l}),i=u("p",{},"The kernel is gone. The view still works; Python no longer sees what you choose.");return y(e,()=>{i.hidden=t.status.value!=="gone"}),u("div",{class:"notices",role:"status"},i,...o)}function St(e){let{view:t,host:n,stop:r}=e,o=(s,l,c)=>{let d=u("input",{type:"checkbox"});return d.addEventListener("change",()=>{l.value=d.checked},{signal:r}),y(e,()=>{d.checked=l.value}),u("label",{},d,u("span",{},s,u("small",{},c)))},{pair:i}=n,a=u("details",{class:"options"},u("summary",{},"Options and keys"),u("div",{class:"sheet"},o("Special units",t.special,"Begin, end, padding and class: they carry attribution, but are no word and no place."),o("Word pieces",t.pieces,"The caption as the model reads it."),o("Smooth heat",t.smooth,"Blends neighbouring patches. The patches are what was measured."),o("Grey picture",t.grey,"Takes the picture's own colours away, so that only the heat has any."),u("dl",{class:"keys"},...Ie.flatMap(([s,l])=>[u("dt",{},s),u("dd",{},l)])),u("p",{class:"note"},`${i.model}, layers ${An(i.layers,i.depths)}, ${i.method}`)));return a.addEventListener("keydown",s=>{s.key!=="Escape"||!a.open||(a.open=!1,a.querySelector("summary").focus(),s.stopPropagation())},{signal:r}),a}function An([e,t],[n,r]){return`${e} of ${n} (picture) and ${t} of ${r} (caption)`}function Et(e){let{host:t,view:n}=e,{rows:r,cols:o,width:i,height:a}=t.pair.picture,s=u("img",{src:t.picture,alt:"",draggable:"false"}),l=u("canvas",{width:o,height:r,"aria-hidden":"true"}),c=oe("svg",{viewBox:`0 0 ${o} ${r}`,preserveAspectRatio:"none","aria-hidden":"true"}),d=u("div",{class:"tags","aria-hidden":"true"}),p=u("div",{class:"picture",role:"application","aria-roledescription":"patch grid","aria-label":`Picture of ${r} by ${o} patches. Arrow keys move, Enter keeps, Shift and arrows draw a box.`,tabindex:0,style:`aspect-ratio: ${i} / ${a}; --shape: ${i/a}`},s,l,c,d);return y(e,()=>On(l,e)),y(e,()=>{l.style.opacity=String(n.opacity.value),M(p,{"data-smooth":n.smooth.value,"data-grey":n.grey.value})}),y(e,()=>_n(c,e)),y(e,()=>jn(d,e)),Fn(e,p),p}function On(e,{shown:t}){let{heat:n,heatLimit:r}=t.value,o=e.getContext("2d");if(!o)return;let i=o.createImageData(e.width,e.height);st(n,r,i.data),o.putImageData(i,0,0)}function _n(e,{host:t,shown:n}){let{pair:r,store:o}=t,{now:i}=o.history.value,{region:a,cols:s,colsFrom:l}=n.value,c=r.picture.cols,d=i.pins.flatMap(p=>me(Lt(r,p),c,p.patches.length>0?"pin":"pin peak",N(p.colour)));i.selected_patches.length>0&&d.push(...me(i.selected_patches,c,"kept")),l==="none"&&d.push(...me(a,c,"peak")),l==="hover"&&d.push(...me(Rn(r,s),c,"hovered")),e.replaceChildren(...d)}function me(e,t,n,r){if(e.length===0)return[];let o=et(e,t),i=r?`stroke: ${r}`:void 0;return[oe("path",{d:o,class:"casing"}),oe("path",{d:o,class:n,style:i})]}function Lt(e,t){return t.patches.length>0?t.patches:le(C(e,w(e,t.tokens)),e.picture.cols)}function jn(e,{host:t}){let{rows:n,cols:r}=t.pair.picture;e.replaceChildren(...t.store.history.value.now.pins.flatMap(o=>{let i=Lt(t.pair,o)[0];if(i===void 0)return[];let[a,s]=[Math.floor(i/r)/n,i%r/r],l=`top: ${100*a}%; left: ${100*s}%; --pin: ${N(o.colour)}`;return[u("span",{class:"tag",style:l},ue(o.colour))]}))}function Rn(e,t){let n=new Set(t);return e.patches.flatMap((r,o)=>n.has(r)?[o]:[])}function Fn(e,t){let{host:n,view:r,stop:o,shown:i}=e,{rows:a,cols:s}=n.pair.picture,l=null,c=null,d=(m,b)=>t.addEventListener(m,b,{signal:o}),p=m=>{let b=O(n.pair,m),$=r.hover.peek();$?.from==="picture"&&$.cols.join()===b.join()||(r.hover.value={rows:[],cols:b,from:"picture"})},f=(m,b)=>{n.store.act($=>Fe($,m,b))},v=m=>{let b=t.getBoundingClientRect(),$=(x,z,Q)=>Math.min(Q-1,Math.max(0,Math.floor(x/z*Q)));return $(m.clientY-b.top,b.height,a)*s+$(m.clientX-b.left,b.width,s)};d("pointermove",m=>{let b=v(m);p(l===null?[b]:D(s,l,b))}),d("pointerleave",()=>{l===null&&(r.hover.value=null)}),d("pointerdown",m=>{m.button===0&&(l=v(m),c=l,t.setPointerCapture(m.pointerId))}),d("pointerup",m=>{if(l===null)return;let b=D(s,l,v(m)),$=m.ctrlKey||m.metaKey||m.shiftKey;f(b,$?"add":b.length===1?"click":"only"),l=null}),d("pointercancel",()=>{l=null,r.hover.value=null}),d("focusin",()=>{t.matches(":focus-visible")&&(c??=Math.max(0,F(i.peek().heat)),p([c]),Mt(e,[c]))}),d("focusout",()=>{r.hover.value=null,h=null});let h=null;d("keydown",m=>{c??=Math.max(0,F(i.peek().heat));let b=De(m.key,c,a,s);if(b!==null)h=m.shiftKey?h??c:null,c=b,p(h===null?[c]:D(s,h,c));else if(m.key==="Enter"||m.key===" "){let $=h===null?[c]:D(s,h,c);f($,m.ctrlKey||m.metaKey?"add":"click"),h=null}else return;Mt(e,h===null?[c]:D(s,h,c)),m.preventDefault()})}function Mt({host:e,limits:t,announce:n,shown:r},o){let{pair:i}=e,a=e.store.history.peek().now.selected_patches,s=r.peek().rowsFrom==="kept"?r.peek().rows:[],l=k(U(i,s,O(i,o)),L(t.heat)),c=o.length===1?ce(o[0],i.picture.cols):`${o.length} patches`;n(`${c}, ${l}${o.every(d=>a.includes(d))?", kept":""}`)}var Nn=.02;function $t(e){let{host:t}=e,n=u("ul",{class:"rows"}),r=u("p",{class:"note"},"Keep a word or a region, then pin it here to compare it with others.");return y(e,()=>{let o=t.store.history.value.now.pins;n.replaceChildren(...o.map(i=>Kn(e,i))),r.hidden=o.length>0}),u("section",{"aria-label":"Pins"},u("h2",{},"Pins"),n,r)}function Tt(e){let{pair:t}=e.host,{rows:n,cols:r}=t.picture,o=Math.abs(t.top_pairs[0]?.value??0),a=t.top_pairs.filter(({value:l})=>Math.abs(l)>Nn*o).map(({phrase:l,tokens:c,cells:d,value:p})=>Pt(e,{tokens:c,patches:d,name:l,where:J(d,n,r),value:p})),s=u("p",{class:"note"},"No phrase meets any part of the picture.");return u("section",{"aria-label":"Strongest pairs"},u("h2",{},"Strongest pairs"),a.length>0?u("ul",{class:"rows"},...a):s)}function Kn(e,t){let{host:n,stop:r}=e,{pair:o,store:i}=n,[a,s]=[w(o,t.tokens),O(o,t.patches)],l=[B(o,a),$e(o,s)].filter(Boolean),c=Pt(e,{...t,name:l[0],where:l[1]??"",value:U(o,a,s)}),d=u("span",{class:"badge",style:`--pin: ${N(t.colour)}`},ue(t.colour)),p=u("button",{type:"button",class:"away","aria-label":`Unpin ${l.join(", ")}`,title:"Unpin"},"\xD7");return p.addEventListener("click",()=>i.act(f=>Ke(f,t.colour)),{signal:r}),c.querySelector(".what").prepend(d),c.classList.add("pinned"),c.append(p),c}function Pt(e,{tokens:t,patches:n,name:r,where:o,value:i}){let{host:a,view:s,stop:l,limits:c}=e,d=Z(i,Math.abs(a.pair.ledger.score)),p=u("button",{type:"button",class:"row"},u("span",{class:"what"},u("span",{class:"name"},r),o?u("span",{class:"where"},` ${o}`):""),u("span",{class:"value"},k(i,L(c.heat))),u("span",{class:"share"},d===null?"":K(d))),f=()=>{let{pair:h}=a;s.hover.value={rows:w(h,t),cols:O(h,n),from:"list"}},v=()=>{s.hover.value=null};for(let h of["pointerenter","focus"])p.addEventListener(h,f,{signal:l});for(let h of["pointerleave","blur"])p.addEventListener(h,v,{signal:l});return p.addEventListener("click",()=>a.store.act(h=>ye(h,t,n)),{signal:l}),u("li",{},p)}function Ht(e){let{host:t,view:n,stop:r,shown:o,limits:i}=e,{store:a}=t,s=x=>u("span",{class:x}),[l,c,d,p,f]=["eyebrow","subject","value","share","detail"].map(s),v=(x,z,Q)=>{let Te=u("button",{type:"button",title:z},x);return Te.addEventListener("click",Q,{signal:r}),Te},h=v("Pin","Keep this selection in the list, with a colour of its own (P)",()=>a.act(ae)),m=v("Clear","Let go of the selection (Esc)",()=>xe(a,n)),b=v("Undo","Bring back what was kept before (Ctrl or \u2318 + Z)",()=>a.undo()),$=u("div",{class:"readout"},u("div",{class:"said"},u("p",{class:"line"},l,c,d,p),f),u("div",{class:"actions"},h,m,b));return y(e,()=>{let x=mt(t.pair,i,o.value);E(l,x.eyebrow),E(c,x.subject),E(d,x.value),E(p,x.share),E(f,x.detail),M(c,{title:x.subject.length>40?x.subject:void 0}),M(d,{"data-sign":x.value.startsWith("\u2212")?"against":"for"})}),y(e,()=>{let{now:x,past:z}=a.history.value;M(h,{disabled:V(x)||ve(x)!==void 0}),M(m,{disabled:V(x)&&(n.dismissed.value||n.hover.value!==null)}),M(b,{disabled:z.length===0})}),$}function Ct(e){let{host:t,view:n,stop:r}=e,o=pt(t.pair).map(({text:a,cols:s})=>{let l=u("button",{type:"button",class:"unit special"},a),c=()=>{n.hover.value={rows:[],cols:s,from:"picture"}},d=()=>{n.hover.value=null};for(let p of["pointerenter","focus"])l.addEventListener(p,c,{signal:r});for(let p of["pointerleave","blur"])l.addEventListener(p,d,{signal:r});return l}),i=u("div",{class:"specials"},u("span",{class:"note"},"Off the picture:"),...o);return y(e,()=>{i.hidden=!n.special.value||o.length===0}),i}function At(e,t,n){let r=We(n),o=Un(e,n,r.announce),i=u("div",{class:"pairlens","data-lm-suppress-shortcuts":!0}),a=i.attachShadow({mode:"open"}),s=u("div",{class:"view"},...Bn(o),r.element);return a.append(u("style",{},rt),s),ot(l=>{s.dataset.theme=l},n),s.addEventListener("keydown",l=>In(l,o),{signal:n}),n.addEventListener("abort",()=>i.remove(),{once:!0}),t.append(i),i}function Un(e,t,n){let r=Be(),o=tt(e.pair),i=_e(()=>nt(e.pair,o,{shared:e.store.history.value.now,hover:r.hover.value,locked:r.locked.value,dismissed:r.dismissed.value}));return{host:e,view:r,limits:o,shown:i,stop:t,announce:n}}function Bn(e){return[u("div",{class:"head"},yt(e),Ht(e),kt(e)),u("div",{class:"body"},u("div",{class:"main"},Et(e),Ct(e),wt(e)),u("div",{class:"side"},$t(e),Tt(e),vt(e))),St(e)]}function In(e,{host:t,view:n,announce:r}){if(e.defaultPrevented||Vn(e)||!Ve(e,t.store,n))return;let{selected_tokens:o,selected_patches:i,pins:a}=t.store.history.peek().now;r(`${o.length} word pieces and ${i.length} patches kept, ${a.length} pinned`),e.preventDefault(),e.stopPropagation()}function Vn(e){return e.composedPath()[0]instanceof HTMLTextAreaElement}function _t(e,t){if(e.version!==1)throw new Error(`This view reads explanations of version 1; this one is of version ${e.version}.`);let n=Dn(t),r=e.picture.kinds.length;if(r===0||n.length%r!==0)throw new Error(`The matrix has ${n.length} values, which is no multiple of ${r} image units.`);let o=zn(n),i=Ot(e.caption.kinds,"content"),a=Ot(e.picture.kinds,"patch");return{...e,matrix:n,sent:n.length/r,units:r,content:i,patches:a,broken:o}}function Dn(e){let t=ArrayBuffer.isView(e)?new DataView(e.buffer,e.byteOffset,e.byteLength):new DataView(e);if(t.byteLength%4!==0)throw new Error(`${t.byteLength} bytes do not make whole float32 values.`);let n=new Float32Array(t.byteLength/4);for(let r=0;r<n.length;r+=1)n[r]=t.getFloat32(4*r,!0);return n}function zn(e){let t=0;for(let n=0;n<e.length;n+=1)Number.isFinite(e[n])||(e[n]=0,t+=1);return t}function Ot(e,t){return e.flatMap((n,r)=>n===t?[r]:[])}var Rt=["selected_tokens","selected_patches","pins"];function Ft(e,t){let n=Ue(jt(e)),r=(a,s)=>{e.on(a,s),t.addEventListener("abort",()=>e.off(a,s),{once:!0})};for(let a of Rt)r(`change:${a}`,()=>n.act(()=>jt(e)));t.addEventListener("abort",q(()=>Wn(e,n.history.value.now)),{once:!0});let o=URL.createObjectURL(new Blob([Gn(e.get("_picture"))],{type:"image/png"}));return t.addEventListener("abort",()=>URL.revokeObjectURL(o),{once:!0}),{pair:_t(e.get("_pair"),e.get("_matrix")),picture:o,store:n,status:T("live")}}function Nt(e,t,n,r){let o=()=>queueMicrotask(()=>{e.status.value=n.classList.contains("jupyter-widgets-disconnected")?"gone":"live"});t.on("comm_live_update",o),r.addEventListener("abort",()=>t.off("comm_live_update",o),{once:!0}),o()}function jt(e){return{selected_tokens:e.get("selected_tokens"),selected_patches:e.get("selected_patches"),pins:e.get("pins").map(({tokens:t,patches:n,colour:r})=>({tokens:t,patches:n,colour:r}))}}function Wn(e,t){let n=Rt.filter(r=>JSON.stringify(e.get(r))!==JSON.stringify(t[r]));for(let r of n)e.set(r,t[r]);n.length>0&&e.save_changes()}function Gn(e){let t=ArrayBuffer.isView(e)?new Uint8Array(e.buffer,e.byteOffset,e.byteLength):new Uint8Array(e);return new Uint8Array(t)}function Kt(e,t,n){let r=new Set,o=()=>{if(!(!t.isConnected||n.aborted))for(let s of qn(t,e))s.style.display="none",r.add(s)},i=new ResizeObserver(o);i.observe(t);let a=()=>{i.disconnect();for(let s of r)s.style.removeProperty("display")};n.addEventListener("abort",a,{once:!0})}function qn(e,t){let n=`[data-pairlens="${CSS.escape(t)}"]`;for(let r=e.parentElement;r;r=r.parentElement){let o=[...r.querySelectorAll(n)];if(o.length>0)return o.map(i=>i.closest(".jp-OutputArea-child")??i)}return[]}var Zo=()=>{let e;return{initialize({model:t,signal:n}){e=Ft(t,n)},render({model:t,el:n,signal:r}){let o=At(e,n,r);Kt(String(t.get("_static_id")),o,r),Nt(e,t,n,r)}}};export{Zo as default};
