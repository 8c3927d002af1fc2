"use strict";(()=>{var nr=Symbol.for("preact-signals");function Fe(){if(j>1)j--;else{var e,t=!1;for((function(){var o=ue;for(ue=void 0;o!==void 0;){var i=o.S;if(i.v===o.v)for(var a=i.t;a!==void 0;a=a.x)a.i===o.i&&(a.i=i.i);o=o.o}})();Y!==void 0;){var n=Y;for(Y=void 0,ce++;n!==void 0;){var r=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&ft(n))try{n.c()}catch(o){t||(e=o,t=!0)}n=r}}if(ce=0,j--,t)throw e}}var q,y=void 0;function _(e){var t=y,n=q;y=void 0,q=void 0;try{return e()}finally{y=t,q=n}}var Y=void 0,j=0,ce=0;var dt=0,ue=void 0,de=0;function pt(e){if(y!==void 0){var t=e.n;if(t===void 0||t.t!==y)return t={i:0,S:e,p:y.s,n:void 0,t:y,e:void 0,x:void 0,r:t},y.s!==void 0&&(y.s.n=t),y.s=t,e.n=t,32&y.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=y.s,t.n=void 0,y.s.n=t,y.s=t),t}}function N(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,this.Z=t?.unwatched,this.name=t?.name}N.prototype.brand=nr;N.prototype.h=function(){return!0};N.prototype.S=function(e){var t=this,n=this.t;n!==e&&e.e===void 0&&(e.x=n,this.t=e,n!==void 0?n.e=e:_(function(){var r;(r=t.W)==null||r.call(t)}))};N.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.e,r=e.x;n!==void 0&&(n.x=r,e.e=void 0),r!==void 0&&(r.e=n,e.x=void 0),e===this.t&&(this.t=r,r===void 0&&_(function(){var o;(o=t.Z)==null||o.call(t)}))}};N.prototype.subscribe=function(e){var t=this;return pe(function(){var n=t.value;_(function(){return e(n)})},{name:"sub"})};N.prototype.valueOf=function(){return this.value};N.prototype.toString=function(){return this.value+""};N.prototype.toJSON=function(){return this.value};N.prototype.peek=function(){var e=this;return _(function(){return e.value})};Object.defineProperty(N.prototype,"value",{get:function(){var e=pt(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.v){if(ce>100)throw new Error("Cycle detected");(function(n){j!==0&&ce===0&&n.l!==dt&&(n.l=dt,ue={S:n,v:n.v,i:n.i,o:ue})})(this),this.v=e,this.i++,de++,j++;try{for(var t=this.t;t!==void 0;t=t.x)t.t.N()}finally{Fe()}}}});function T(e,t){return new N(e,t)}function ft(e){for(var t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}function mt(e){for(var t=e.s;t!==void 0;t=t.n){var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function ht(e){for(var t=e.s,n=void 0;t!==void 0;){var r=t.p;t.i===-1?(t.S.U(t),r!==void 0&&(r.n=t.n),t.n!==void 0&&(t.n.p=r)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=void 0),t=r}e.s=n}function W(e,t){N.call(this,void 0,t),this.x=e,this.s=void 0,this.g=de-1,this.f=4}W.prototype=new N;W.prototype.h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===de))return!0;if(this.g=de,this.f|=1,this.i>0&&!ft(this))return this.f&=-2,!0;var e=y;try{mt(this),y=this;var t=this.x();(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(n){this.v=n,this.f|=16,this.i++}return y=e,ht(this),this.f&=-2,!0};W.prototype.S=function(e){if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}N.prototype.S.call(this,e)};W.prototype.U=function(e){if(this.t!==void 0&&(N.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=t.n)t.S.U(t)}};W.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(var e=this.t;e!==void 0;e=e.x)e.t.N()}};Object.defineProperty(W.prototype,"value",{get:function(){if(1&this.f)throw new Error("Cycle detected");var e=pt(this);if(this.h(),e!==void 0&&(e.i=this.i),16&this.f)throw this.v;return this.v}});function U(e,t){return new W(e,t)}function gt(e){var t=e.j;if(e.j=void 0,typeof t=="function"){j++;var n=y;y=void 0;try{t()}catch(r){throw e.f&=-2,e.f|=8,Ke(e),r}finally{y=n,Fe()}}}function Ke(e){for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,gt(e)}function rr(e){if(y!==this)throw new Error("Out-of-order effect");ht(this),y=e,this.f&=-2;try{8&this.f&&Ke(this)}finally{Fe()}}function I(e,t){this.x=e,this.j=void 0,this.s=void 0,this.u=void 0,this.f=32,this.name=t?.name,q&&q.push(this)}I.prototype.c=function(){var e=this.S();try{if(8&this.f||this.x===void 0)return;var t=this.x();typeof t=="function"&&(this.j=t)}finally{e()}};I.prototype.S=function(){if(1&this.f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,gt(this),mt(this),j++;var e=y;return y=this,rr.bind(this,e)};I.prototype.N=function(){2&this.f||(this.f|=2,this.u=Y,Y=this)};I.prototype.d=function(){this.f|=8,1&this.f||Ke(this)};I.prototype.dispose=function(){this.d()};function pe(e,t){var n=new I(e,t);try{n.c()}catch(o){throw n.d(),o}var r=n.d.bind(n);return r[Symbol.dispose]=r,r}var fe={locked:!0,robust:!1,flipped:!1,map:"orange-blue",opacity:.85,smooth:!1,grey:!1,pieces:!1,special:!1,panel:"picture",order:"reading"};function yt(e){let t=Object.entries(e??{}).filter(([n])=>n in fe);return{...fe,...Object.fromEntries(t)}}var or={a:[],b:[],pins:[],focus:null,look:fe,revision:"",bookmarks:[]},ir=200;function V(e){return[...new Set(e)].sort((t,n)=>t-n)}function ar(e,t,n){let r=V(t);if(n==="only")return r;if(n==="click")return me(e,r)?[]:r;let o=new Set(e);return r.every(a=>o.has(a))?e.filter(a=>!r.includes(a)):V([...e,...r])}function J(e,t,n,r="only"){return{...e,focus:null,[t]:ar(e[t],n,r)}}function De(e,t,n){return{...e,focus:null,a:V(t),b:V(n)}}function bt(e){return De(e,[],[])}function Z(e){return e.a.length+e.b.length===0&&e.focus===null}function vt(e,t){return{...e,look:{...e.look,...t}}}function sr(e,t,n=null){return ur(e.now,t)?e:n!==null&&n===e.merging?{...e,now:t,future:[]}:{past:[...e.past,e.now].slice(-ir),now:t,future:[],merging:n}}function lr(e){let{past:t,now:n,future:r}=e,o=t.at(-1);return o?{past:t.slice(0,-1),now:o,future:[n,...r],merging:null}:e}function cr(e){let{past:t,now:n,future:r}=e,[o,...i]=r;return o?{past:[...t,n],now:o,future:i,merging:null}:e}function ur(e,t){return e===t||JSON.stringify(e)===JSON.stringify(t)}function me(e,t){return e.length===t.length&&e.every((n,r)=>n===t[r])}function xt(e=or){let t=T({past:[],now:e,future:[],merging:null}),n=r=>{t.value=r};return{history:t,act:(r,o)=>n(sr(t.peek(),r(t.peek().now),o)),undo:()=>n(lr(t.peek())),redo:()=>n(cr(t.peek()))}}function wt(){return{hover:T(null),dismissed:T(!1),menu:T(null)}}function St({history:e}){let n=Object.keys(e.peek().now.look).map(r=>[r,U(()=>e.value.now.look[r])]);return Object.fromEntries(n)}function X({host:e},t){e.store.act(n=>vt(n,t),`look:${Object.keys(t).join()}`)}function f(e,t,n,r){for(let o of[n].flat())t.addEventListener(o,r,{signal:e.stop})}function x({view:e},t){let n=e.hover.peek(),r=kt(n?.a,t?.a)&&kt(n?.b,t?.b);n?.from===t?.from&&n?.pin===t?.pin&&r||(e.hover.value=t)}function kt(e=[],t=[]){return e.length===t.length&&e.every((n,r)=>n===t[r])}function h(e,t){e.stop.addEventListener("abort",pe(t),{once:!0})}var dr="http://www.w3.org/2000/svg";function c(e,t={},...n){let r=document.createElement(e);return L(r,t),r.append(...n),r}function he(e,t={},...n){let r=document.createElementNS(dr,e);return L(r,t),r.append(...n),r}function L(e,t){for(let[n,r]of Object.entries(t))if(r===void 0||r===!1)e.removeAttribute(n);else{let o=r===!0&&!n.startsWith("aria-")?"":String(r);e.getAttribute(n)!==o&&e.setAttribute(n,o)}}function S(e,t){e.textContent!==t&&(e.textContent=t)}var pr="button, input, select, textarea, summary, [tabindex]";function Mt(e){let n=e.getRootNode().activeElement;if(!n||!e.contains(n))return()=>{};let r=Et(n),o=Pt(e,r).indexOf(n);return()=>{let i=Pt(e,r);i[Math.min(o,i.length-1)]?.focus({preventScroll:!0})}}function Et(e){let t=e.classList[0];return e.localName+(t?`.${CSS.escape(t)}`:"")}function Pt(e,t){return[...e.querySelectorAll(pr)].filter(n=>Et(n)===t)}function Be(e,t){let{a:n,b:r,plus:o=[],minus:i=[],name:a="",shown:s=!0}=e;return{a:n,b:r,plus:o,minus:i,colour:t,name:a,shown:s}}function ge(e){return e.a.length+e.b.length===0||Q(e)?e:fr(e,{a:e.a,b:e.b})}function Q(e){return e.focus!==null?e.pins.find(({colour:t})=>t===e.focus):e.pins.find(t=>mr(t)&&me(t.a,e.a)&&me(t.b,e.b))}function fr(e,t){return{...e,pins:[...e.pins,Be(t,hr(e))]}}function Lt(e,t){let n=e.pins.filter(r=>r.colour!==t);return{...e,pins:n,focus:e.focus===t?null:e.focus}}function mr({plus:e,minus:t}){return e.length+t.length===0}function Nt(e){let t=n=>r=>({a:r.a,b:r.b,sign:n});return[t(1)(e),...e.plus.map(t(1)),...e.minus.map(t(-1))]}function hr({pins:e}){let t=new Set(e.map(r=>r.colour)),n=0;for(;t.has(n);)n+=1;return n}var gr=[["\u2190 \u2192 Home End","to another word"]],yr=[["\u2190 \u2192 \u2191 \u2193","to another patch"]],br=[["Ctrl or \u2318 + Enter","add a patch or a box"]];function $t(e){let t=[e.a,e.b].some(({kind:i})=>i==="caption"),n=[e.a,e.b].some(({kind:i})=>i==="picture"),r=t&&n?"the caption, the picture":`the ${e.a.kind}s`,o=t&&n?"several words, or a box":t?"several words":"a box";return[["Tab",`to ${r}, the lists`],...t?gr:[],...n?yr:[],["Enter or Space","keep it, or let it go"],["Shift + arrows",o],...n?br:[],["P","pin what is kept"],["Esc","let go"],["Ctrl or \u2318 + Z","undo; with Shift: redo"]]}function Ct(e,t,n){let r=e.ctrlKey||e.metaKey,o=e.key.toLowerCase();return r&&o==="z"?(e.shiftKey?t.redo():t.undo(),!0):o==="escape"?(_e(t,n),!0):o==="p"&&!r&&!e.altKey?(t.act(ge),!0):!1}function _e(e,t){t.hover.value=null,Z(e.history.peek().now)&&(t.dismissed.value=!0),e.act(bt)}function Tt(e,t,n,r){let o=Math.floor(t/r),i=t%r,a=(s,l)=>Math.min(n-1,Math.max(0,s))*r+Math.min(r-1,Math.max(0,l));return e==="ArrowLeft"?a(o,i-1):e==="ArrowRight"?a(o,i+1):e==="ArrowUp"?a(o-1,i):e==="ArrowDown"?a(o+1,i):e==="Home"?a(o,0):e==="End"?a(o,r-1):null}function Ot(e,t,n){return e==="ArrowLeft"||e==="ArrowUp"?Math.max(0,t-1):e==="ArrowRight"||e==="ArrowDown"?Math.min(n-1,t+1):e==="Home"?0:e==="End"?n-1:null}var ee=["a","b"];function b(e){return e==="a"?"b":"a"}function g(e){return e.a.kind===e.b.kind}function P(e){return e.b.kind==="caption"&&e.a.kind==="picture"?["b","a"]:["a","b"]}function w(e,t){let{kind:n}=e[t];return g(e)?`${t==="a"?"first":"second"} ${n}`:n}function ye(e){return g(e)?`the two ${e.a.kind}s`:"caption and picture"}function At(e){return g(e)?`the ${e.a.kind==="caption"?"words":"patches"} of both ${e.a.kind}s`:"words and patches"}function be(e){let t=["begin","end","class","register","padding"],r=[...new Set([...e.a.kinds,...e.b.kinds])].filter(i=>i!=="content"&&i!=="patch");return[...t.filter(i=>r.includes(i)),...r.filter(i=>!t.includes(i))]}function H(e){return e.charAt(0).toUpperCase()+e.slice(1)}var vr=[[255,170,64],[214,72,0]],xr=[[96,176,255],[0,84,196]],Ht=["#2db298","#b836d9","#d9ad00","#548c00","#7cadf7","#6e6e76"];function R(e){return Ht[e%Ht.length]}function ve(e){let t=R(e),n=[1,3,5].map(r=>(Number.parseInt(t.slice(r,r+2),16)/255)**2.2);return .2126*n[0]+.7152*n[1]+.0722*n[2]>.18?"#111":"#fff"}function xe(e){let t=String.fromCharCode(65+e%26);return e<26?t:`${t}${Math.floor(e/26)+1}`}function Rt(e,t){let n=t>0?Math.min(1,Math.abs(e)/t):0,[r,o]=e<0?xr:vr;return{rgb:wr(r,o,n),alpha:n}}function wr(e,t,n){let r=o=>Math.round(e[o]+(t[o]-e[o])*n);return[r(0),r(1),r(2)]}function jt(e,t,n){e.forEach((r,o)=>{let{rgb:i,alpha:a}=Rt(r,t);n.set([...i,255*a],4*o)})}function Wt(e=9){return`linear-gradient(to right, ${Array.from({length:e},(n,r)=>{let o=-1+2*r/(e-1),{rgb:i,alpha:a}=Rt(o,1);return`rgb(${i.join(" ")} / ${a.toFixed(3)}) ${(50*(o+1)).toFixed(1)}%`}).join(", ")})`}function v(e,t){return t.map(n=>e.content[n])}function Ue(e,t,n){return t<e.sent?e.matrix[t*e.a.kinds.length+n]:0}function Ve(e,t,n){let r=new Float64Array(e[b(t)].kinds.length);for(let o of n)for(let i=0;i<r.length;i+=1)r[i]+=t==="a"?Ue(e,i,o):Ue(e,o,i);return r}function ze(e,t){return Float64Array.from(e.content,n=>t[n])}function te(e,t,n){return ze(e[b(t)],Ve(e,t,n))}function O(e){let t=0;for(let n of e)t+=n;return t}function Ft(e,t,n){let r=0;for(let o of n)for(let i of t)r+=Ue(e,o,i);return r}function Kt(e){let t=0;for(let n of e)t=Math.max(t,Math.abs(n));return t}function ne(e,t){let n=e/t;return Number.isFinite(n)&&Math.abs(n)<10?n:null}function Ge(e,t,n){let r=o=>Math.max(0,o*n);return ne(O(t.map(o=>r(e[o]))),O(Array.from(e,r)))}function Dt(e,t,n){let[r,o]=Ie(Math.floor(t/e),Math.floor(n/e)),[i,a]=Ie(t%e,n%e),s=[];for(let l=r;l<=o;l+=1)for(let u=i;u<=a;u+=1)s.push(l*e+u);return s}function qe(e,t){let[n,r]=Ie(e,t);return Array.from({length:r-n+1},(o,i)=>n+i)}function Ie(e,t){return e<t?[e,t]:[t,e]}function we(e,t){let{text:n,words:r}=e,o=new Set(t),i=[];for(let[a,s]of r.entries()){let l=s.tokens.filter(d=>o.has(d)),u=i.at(-1);l.length!==0&&(l.length<s.tokens.length?i.push({last:Number.NaN,start:0,end:0,text:kr(e,l)}):u&&u.last===a-1?Object.assign(u,{last:a,end:s.end,text:n.slice(u.start,s.end)}):i.push({last:a,start:s.start,end:s.end,text:s.text}))}return i.map(a=>a.text).join(" \u2026 ")}function kr(e,t){return t.map(n=>Ye(e,n)).join("")}function Ye(e,t){let n=e.content[t],[r,o]=e.spans[n];return o>r?e.text.slice(r,o):e.pieces[n]}function It(e,t,n){let{text:r,words:o}=e,i=n?ke(e).map(Pr):[],a=i.filter(({rows:l})=>_t(e,l)),s=0;for(let l of o)l.start>s&&a.push(r.slice(s,l.start)),a.push(...t?Sr(e,l.tokens):[Vt(e,l.text,l.tokens)]),s=Math.max(s,l.end);return s<r.length&&a.push(r.slice(s)),[...a,...i.filter(({rows:l})=>!_t(e,l))]}function _t({kinds:e},t){return e[t[0]]==="begin"}function Vt(e,t,n){return{text:t,tokens:n,rows:v(e,n),special:!1}}function Sr(e,t){return t.map(n=>Vt(e,Ye(e,n),[n]))}function Pr({text:e,units:t}){return{text:e,rows:t,tokens:[],special:!0}}function ke({kinds:e}){return[...new Set(e)].filter(n=>n!=="content"&&n!=="patch").map(n=>{let r=e.flatMap((o,i)=>o===n?[i]:[]);return{text:r.length===1?n:`${n} \xD7 ${r.length}`,units:r}})}function zt(e,t){return t==="content_patch"?{a:[...e.a.content],b:[...e.b.content]}:t==="content_special"?{a:Ut(e.a),b:[]}:t==="special_patch"?{a:[],b:Ut(e.b)}:null}function Ut(e){return ke(e).flatMap(({units:t})=>[...t])}function F(e){return e>0?Math.min(9,Math.max(4,1-Math.floor(Math.log10(e)))):4}function M(e,t){let n=Math.abs(e).toFixed(t);return Number(n)===0?n:`${e<0?"\u2212":"+"}${n}`}function C(e,t){return M(e,t).replace("+","")}function K(e){let t=100*e,n=Math.abs(t)<1&&t!==0;return n&&Math.abs(t)<.05?`${t<0?"\u2212":""}<0.1\xA0%`:`${C(t,n?1:0)}\xA0%`}function re(e,t,n=`${t}s`){return`${e} ${e===1?t:n}`}function Gt(e,t,n){let r=10**n,o=e.map(s=>Math.floor(s*r)),i=Math.round(t*r)-o.reduce((s,l)=>s+l,0),a=e.map((s,l)=>[s*r-o[l],l]).sort(([s],[l])=>l-s).slice(0,Math.max(0,i));for(let[,s]of a)o[s]+=1;return o.map(s=>s/r)}function Pe(e,t,n=0){let r=z(e,n);if(r<0)return[];let o=e[r]/2,i=s=>o>0?e[s]>=o:e[s]<=o,a=new Set([r]);for(let s of a)for(let l of Mr(s,t,e.length))i(l)&&a.add(l);return[...a].sort((s,l)=>s-l)}function z(e,t=0){let n=-1,r=0;return e.forEach((o,i)=>{let a=t===0?Math.abs(o):o*t;a>r&&([n,r]=[i,a])}),n}function Mr(e,t,n){let r=e%t;return[e-t,e+t,...r>0?[e-1]:[],...r<t-1?[e+1]:[]].filter(o=>o>=0&&o<n)}function qt(e,t){let n=new Set(e),r=(s,l)=>l>=0&&l<t&&s>=0&&n.has(s*t+l),o=new Map,i=new Map;for(let s of[...n].sort((l,u)=>l-u)){let[l,u]=[Math.floor(s/t),s%t];r(l-1,u)||Se(o,l,u),r(l+1,u)||Se(o,l+1,u),r(l,u-1)||Se(i,u,l),r(l,u+1)||Se(i,u+1,l)}let a=(s,l)=>[...s].map(([u,[d,p]])=>{let m=u.split(":")[0];return l==="H"?`M${d} ${m}H${p}`:`M${m} ${d}V${p}`});return[...a(o,"H"),...a(i,"V")].join("")}function Se(e,t,n){for(let[r,o]of e)if(r.startsWith(`${t}:`)&&o[1]===n){o[1]=n+1;return}e.set(`${t}:${n}`,[n,n+1])}function Je(e,t,n){if(e.length===t*n)return"the whole picture";if(e.length>.6*t*n)return"most of the picture";let r=a=>e.reduce((s,l)=>s+a(l),0)/e.length,o=Math.floor(3*(r(a=>Math.floor(a/n))+.5)/t),i=Math.floor(3*(r(a=>a%n)+.5)/n);return o!==1&&i===1?o===0?"top":"bottom":[["upper","","lower"][o],["left","","right"][i]].filter(Boolean).join(" ")||"centre"}function G(e,t,n){let r=Je(e,t,n);return r.endsWith("picture")?`over ${r}`:`at the ${r}`}function Me(e,t){return`patch in row ${Math.floor(e/t)+1}, column ${e%t+1}`}var Er=30;function A(e,t,n){if(n.length===0)return"";let r=e[t],o=new Map(r.content.map((a,s)=>[a,s])),i=n.flatMap(a=>o.get(a)??[]);return i.length===0?$r(e,t,n):r.kind==="caption"?Lr(r,i):Nr(e,t,r,i)}function Lr(e,t){let n=we(e,t);return t.length===e.content.length&&n.length>Er?"all words":n}function Nr(e,t,n,r){let{rows:o,cols:i}=n;return r.length===o*i?`the whole ${w(e,t)}`:r.length===1?Me(r[0],i):`${re(r.length,"patch","patches")} ${G(r,o,i)}`}function $r(e,t,n){let r=[...new Set(n.map(o=>e[t].kinds[o]))];return r.length>1?`the ${w(e,t)}'s special units`:n.length===1?`[${r[0]}]`:re(n.length,`${r[0]} unit`)}function Zt(e){let t={a:Yt(e,"a"),b:Yt(e,"b")};return{...t,digits:F(t[P(e)[1]](Number.POSITIVE_INFINITY))}}function Yt(e,t){let n=b(t);if(e[n].kind==="caption"){let o=Cr(e,n);return()=>o}let r=Tr(e,n);return o=>r[Math.min(Math.max(1,o),r.length-1)]}function Xt(e){return e.kind==="caption"?e.words.map(({tokens:t})=>t):e.content.map((t,n)=>[n])}function oe(e,t){return Kt(Xt(e).map(n=>O(n.map(r=>t[r]))))}function Cr(e,t){let n=e[t];if(n.kind!=="caption")return 0;let r=e[b(t)],o=[...n.words,...n.phrases].map(({tokens:i})=>oe(r,te(e,t,v(n,i))));return Math.max(0,...o)}function Tr(e,t){let n=e[b(t)],r=new Float64Array(e[t].content.length+1);for(let o of Xt(n)){let i=te(e,b(t),v(n,o)).sort();Jt(r,i,-1),Jt(r,i.reverse(),1)}return r}function Jt(e,t,n){let r=0;for(let o=0;o<t.length;o+=1)r+=Math.max(0,n*t[o]),e[o+1]=Math.max(e[o+1],r)}function ie(e,t){return{units:e,parts:e.length>0?[{units:e,sign:1}]:[],from:t}}function nn(e,t,n){let r={a:Qt(e,"a",n),b:Qt(e,"b",n)};return{a:tn(e,t,"a",r,n.locked),b:tn(e,t,"b",r,n.locked)}}function Qt(e,t,n){let{shared:r,hover:o}=n;if(o?.pin)return en(e,t,o.pin,"hover");if(o&&o[t].length>0)return ie(o[t],"hover");let i=r.pins.find(({colour:a})=>a===r.focus);return i?en(e,t,i,"kept"):r[t].length>0?ie(v(e[t],r[t]),"kept"):Or(e,t,n)?ie(v(e[t],e.top_pairs[0][t]),"preview"):ie([],"none")}function en(e,t,n,r){let o=e[t],i=Nt(n);if(i.length===1){let d=v(o,n[t]);return ie(d,d.length>0?r:"none")}let s=i.map(({sign:d,[t]:p,[b(t)]:m})=>{let k=p.length===0&&m.length===0;return{sign:d,units:k?o.content:v(o,p)}}).filter(({units:d})=>d.length>0),l=new Set(s.flatMap(({sign:d,units:p})=>d<0?p:[])),u=V(s.flatMap(({sign:d,units:p})=>d>0?p:[]));return{parts:s,units:u.filter(d=>!l.has(d)),from:s.length>0?r:"none"}}function Or(e,t,{shared:n,hover:r,dismissed:o}){return o||n[b(t)].length>0||n.focus!==null||Ze(e)?!1:g(e)?r===null||r.a.length+r.b.length===0:t===P(e)[0]}function tn(e,t,n,r,o){let i=e[n],a=r[b(n)],s=Ar(e,b(n),a.parts),l=ze(i,s),u=a.from==="preview"&&e.top_pairs[0].value<0?-1:Rr(l);return{units:r[n].units,from:r[n].from,answer:s,heat:l,limit:o?t[n](Xe(e,b(n),a.units)):oe(i,l),region:i.kind==="picture"?Pe(l,i.cols,u):[],sign:u}}function Ar(e,t,n){let r=new Float64Array(e[b(t)].kinds.length);for(let{units:o,sign:i}of n)Ve(e,t,o).forEach((a,s)=>{r[s]+=i*a});return r}var Hr=.001;function Ze(e){return Math.abs(e.top_pairs[0]?.value??0)<Hr}function Rr(e){let t=e[z(e,1)]??0;return-(e[z(e,-1)]??0)>2*t?-1:1}function Xe(e,t,n){let r=new Set(e[t].content);return n.some(o=>!r.has(o))?r.size:n.length}function on(e,t,n){let[r,o]=P(e),i=n[r].from==="preview"&&!["none","preview"].includes(n[o].from),a={a:n.a.units,b:n.b.units,...i?{[r]:[]}:{}};if(a.a.length===0&&a.b.length===0)return Fr(e);let s=D(e,a.a,a.b),l=M(s,t.digits);return{eyebrow:jr(e,n,a),subject:[A(e,r,a[r]),A(e,o,a[o])].filter(Boolean).join(" \xD7 "),value:l,share:Number(l)===0?"":Wr(e,s),detail:Br(e,t,n,a)}}function jr(e,t,n){let[r]=P(e);return t[r].from==="preview"&&n[r].length>0?g(e)?"Strongest pair":"Strongest phrase":!g(e)||n.a.length>0&&n.b.length>0?"":n.a.length>0?"First":"Second"}function D(e,t,n){return Ft(e,t.length>0?t:e.a.content,n.length>0?n:e.b.content)}function Wr(e,t){let n=ne(t,Math.abs(e.ledger.score));return n===null?"":`${K(n)} of the score`}function Fr(e){let t=Math.abs(e.top_pairs[0]?.value??0),n=Ze(e);return{eyebrow:"",subject:n?"No pair stands out":"Nothing selected",value:"",share:"",detail:n?t===0?`Every value between ${At(e)} is zero.`:`The largest sum of ${Kr(e)} is ${C(t,F(t))}.`:Dr(e)}}function Kr(e){return g(e)?e.a.kind==="caption"?"two phrases":"two regions":"a phrase and its region"}function Dr(e){return g(e)?e.a.kind==="caption"?"Hover a word of either caption to see which words of the other it met.":"Hover either picture to see where it met the other.":"Hover a word to see where it met the picture, or the picture to see which words it met."}function Br(e,t,n,r){let[o,i]=P(e),a=r[i].length===0||r[i].length===e[i].content.length;if(r[o].length>0&&a)return rn(e,t,n,i);let s=r[o].length>0?Ur(e,n,i):"";return s?`${s} lies there`:rn(e,t,n,o)}function rn(e,t,n,r){return e[r].kind==="caption"?Ir(e,t,n,r):_r(e,n,r)}function _r(e,t,n){let r=e[n],{region:o,heat:i,sign:a}=t[n];if(r.kind!=="picture"||r.content.length===1)return"this picture is a single patch";let s=g(e)?` of the ${w(e,n)}`:"";if(o.length===0)return`nothing on the ${w(e,n)}, for or against`;let l=Ge(i,o,a),[u,d]=a>0?["strongest","positive"]:["most against","negative"],p=l===null?"":`, ${K(l)} of its ${d} attribution`;return`${u} ${G(o,r.rows,r.cols)}${s}${p}`}function Ur(e,t,n){let{units:r,heat:o}=t[n],i=Vr(e,n,r);if(i.length!==r.length)return"";let a=O(i.map(u=>o[u]))<0?-1:1,s=Ge(o,i,a),l=g(e)?`the ${w(e,b(n))}'s`:"its";return s===null?"":`${K(s)} of ${l} ${a>0?"positive":"negative"} attribution`}function Ir(e,{digits:t},n,r,o=3){let i=e[r],s=(i.kind==="caption"?i.words:[]).map(d=>({text:/^[\p{P}\p{S}]+$/u.test(d.text)?`\u201C${d.text}\u201D`:d.text,value:O(d.tokens.map(p=>n[r].heat[p]))})),l=d=>s.filter(({value:p})=>Number(M(p,t).replace("\u2212","-"))*d>0).sort((p,m)=>d*(m.value-p.value)).slice(0,o).map(({text:p,value:m})=>`${p} ${M(m,t)}`).join(", "),u=[["for",l(1)],["against",l(-1)]].filter(([,d])=>d);return u.length>0?u.map(([d,p])=>`${d}: ${p}`).join(" \xB7 "):"no word answers"}function Vr(e,t,n){let r=new Map(e[t].content.map((o,i)=>[o,i]));return n.flatMap(o=>r.get(o)??[])}function an(e){return[zr(e),Gr(e),qr(e),Yr(e)].filter(n=>n!==null)}function zr({converged:e,ledger:t}){if(e)return null;let n=`${M(t.residual,F(Math.abs(t.residual)))} of the score is unaccounted for`,r=t.exact?"Take the numbers as rough, or explain again with more steps (steps=64).":"Take the numbers as rough.";return{text:`The parts do not add up well: ${n}. ${r}`,offers:null}}function Gr(e){let{content_patch:t,content_special:n,special_patch:r,special_special:o}=e.ledger.mass;if(n+r+o<=t)return null;let[i,a]=g(e)?e.a.kind==="caption"?["their words","no word"]:["their patches","no place"]:["words and patches","no word and no place"],s=`Only ${K(t)} of what ${ye(e)} exchange lies between ${i}.`,l=`The rest sits on units that are ${a}: ${be(e).join(", ")}.`;return{text:`${s} ${l}`,offers:"special"}}function qr({unknown_words:e}){return e.length===0?null:{text:`The model never saw these words: ${e.join(", ")}.`,offers:null}}function Yr({broken:e}){if(e===0)return null;let[t,n]=e===1?["value is","counts"]:["values are","count"];return{text:`${e} ${t} not a number and ${n} as zero here.`,offers:null}}function sn(e,t,n,r){let o={context:e,name:t,root:n,units:r,anchor:0,dragging:null};Jr(o),Xr(o)}function Jr(e){let{context:t,root:n}=e;f(t,n,"pointermove",r=>{let o=Ee(n,r);o!==null?Qe(e,e.dragging??o,o):e.dragging===null&&r.target===n&&x(t,null)}),f(t,n,"pointerleave",()=>{e.dragging===null&&x(t,null)}),f(t,n,"pointerdown",r=>{let o=Ee(n,r);o===null||r.button!==0||(r.shiftKey||(e.anchor=o),e.dragging=e.anchor,n.setPointerCapture(r.pointerId))}),f(t,n,"pointerup",r=>Zr(e,r)),f(t,n,"pointercancel",()=>{e.dragging=null,x(t,null)}),f(t,n,"dblclick",r=>{let o=Ee(n,r);o!==null&&eo(e,o)})}function Zr(e,t){let n=e.dragging;if(e.dragging=null,n===null)return;let r=Ee(e.root,t)??n;r===n?ln(e,r):et(e,n,r,to(t)?"add":"only")}function Xr(e){let{context:t,root:n,units:r}=e;f(t,n,"focusin",o=>{let i=Le(o.target);i!==null&&(no(r(),i),o.target.matches(":focus-visible")&&Qe(e,i,i))}),f(t,n,"focusout",()=>x(t,null)),f(t,n,"keydown",o=>{let i=Le(o.target);if(i===null)return;let a=Ot(o.key,i,r().length);if(a!==null)Qr(e,a,o.shiftKey);else if(o.key==="Enter"||o.key===" ")e.anchor=i,ln(e,i);else return;o.preventDefault()})}function Qr(e,t,n){n||(e.anchor=t),e.units()[t].element.focus(),Qe(e,e.anchor,t),n?et(e,e.anchor,t,"only"):cn(e)}function Qe({context:e,name:t,units:n},r,o){let i=qe(r,o).flatMap(a=>[...n()[a]?.unit.rows??[]]);x(e,{a:[],b:[],[t]:i,from:t})}function ln(e,t){let n=Q(e.context.host.store.history.peek().now)!==void 0;et(e,t,t,n?"click":"add")}function et(e,t,n,r){let{context:o,name:i,units:a}=e,s=qe(t,n).flatMap(l=>[...a()[l]?.unit.tokens??[]]);s.length>0&&o.host.store.act(l=>J(l,i,s,r)),cn(e)}function eo({context:e,name:t,units:n},r){let o=e.host.pair[t],i=n()[r].unit.tokens,s=(o.kind==="caption"?o.phrases:[]).find(({tokens:l})=>i.some(u=>l.includes(u)));s&&e.host.store.act(l=>J(l,t,s.tokens))}function to(e){return e.ctrlKey||e.metaKey}function Ee(e,t){let n=Le(t.target);if(n!==null)return n;let r=e.getRootNode();return Le(r.elementFromPoint(t.clientX,t.clientY))}function Le(e){let t=e instanceof Element?e.closest("[data-index]"):null;return t?Number(t.dataset.index):null}function no(e,t){for(let[n,{element:r}]of e.entries())L(r,{tabindex:n===t?0:-1})}function cn({context:e,name:t}){let{host:n,shown:r,limits:o,announce:i}=e,{a,b:s}=r.peek(),l=r.peek()[t].units,u=v(n.pair[t],n.store.history.peek().now[t]),d=M(D(n.pair,a.units,s.units),o.digits),p=A(n.pair,t,l);i(p?`${p}, ${d}${u.join()===l.join()?", kept":""}`:"nothing kept")}var ro=160;function un(e,t,n){let{host:r,look:o}=e,i=c("div",{class:"caption",role:"listbox",dir:"auto","data-long":n.text.length>ro,"aria-label":H(w(r.pair,t)),"aria-multiselectable":"true","aria-orientation":"horizontal"}),a=[];return h(e,()=>{a=oo(n,i,o.pieces.value,o.special.value)}),h(e,()=>{o.pieces.value,o.special.value,io(e,t,a)}),h(e,()=>{o.pieces.value,o.special.value,ao(e,t,a)}),sn(e,t,i,()=>a),i}function oo(e,t,n,r){let o=[],i=It(e,n,r).map(a=>{if(typeof a=="string")return c("span",{class:"gap"},a);let s=c("i",{class:"under"}),l=c("i",{class:"over"}),u=c("span",{class:a.special?"unit special":"unit",role:"option",tabindex:o.length===0?0:-1,"data-index":o.length},l,a.text,s);return o.push({unit:a,element:u,under:s,over:l}),u});return t.replaceChildren(...i),o}function io({shown:e},t,n){let{answer:r,limit:o}=e.value[t];for(let{unit:i,under:a}of n){let s=O(i.rows.map(p=>r[p])),l=o>0?Math.min(1,Math.abs(s)/o):0,u=s<0?"against":"for";a.dataset.sign!==u&&(a.dataset.sign=u);let d=`scaleY(${l<.02?0:l.toFixed(3)})`;a.style.transform!==d&&(a.style.transform=d)}}function ao({host:e,shown:t},n,r){let{now:o}=e.store.history.value,i=new Set(t.value[n].units),a=new Set(o[n]),s=({rows:d})=>d.length>0&&d.every(p=>i.has(p)),l=({tokens:d})=>d.length>0&&d.every(p=>a.has(p)),u=r.map(({unit:d})=>l(d)?"kept":s(d)?"lit":void 0);for(let[d,{unit:p,element:m,over:k}]of r.entries()){let $=u[d],B=$!==void 0&&$===u[d+1];L(m,{"aria-selected":String($==="kept"),"data-state":$,"data-joined":B});let le=so(o,n,p);k.style.background!==le.background&&Object.assign(k.style,le)}}function so(e,t,n){let o=e.pins.filter(i=>i.shown&&n.tokens.some(a=>i[t].includes(a))).slice(0,3).map(({colour:i},a)=>{let[s,l]=[3*a,3*a+2];return`linear-gradient(to top, transparent ${s}px, ${R(i)} ${s}px ${l}px, transparent ${l}px)`});return{background:o.join(", "),height:`${3*o.length}px`}}var ae=4;function lo(e){let t=0;return e.map(n=>{let r=t;return t+=n.value,{...n,from:r,to:t}})}function co(e,t){let n=[0,t,...e.flatMap(({from:i,to:a})=>[i,a])],[r,o]=[Math.min(...n),Math.max(...n)];return o>r?[r,o]:[0,1]}function Ne(e){let{host:t}=e,{rows:n,score:r}=t.pair.ledger,o=lo(n),i=co(o,r),a=Gt(n.map(({value:m})=>m),r,ae),s="Point at a part to read what it means.",l=c("p",{class:"explanation","aria-live":"polite"},s),u=c("ul",{class:"parts"},...o.map((m,k)=>uo(m,i,a[k])),po(r,i,ye(t.pair))),d=m=>{let k=m.target.closest("[data-explanation]"),$=zt(t.pair,k?.dataset.key??"");S(l,k?.dataset.explanation??s),x(e,$&&{...$,from:"list"})},p=()=>{S(l,s),x(e,null)};return f(e,u,["pointerover","focusin"],d),f(e,u,["pointerleave","focusout"],p),c("section",{class:"ledger","aria-label":"Where the score comes from"},c("h2",{},"Where the score comes from"),u,l)}function uo(e,t,n){let{key:r,name:o,value:i,explanation:a,from:s,to:l}=e;return c("li",{tabindex:0,"data-key":r,"data-explanation":a,"aria-label":`${o}: ${M(n,ae)}. ${a}`},c("span",{class:"name"},o),dn(s,l,t,i<0?"against":"for"),c("span",{class:"value"},M(n,ae)))}function po(e,t,n){let r=`The cosine of ${n}: the sum of every line above.`;return c("li",{class:"total",tabindex:0,"data-explanation":r,"aria-label":`score: ${C(e,ae)}. ${r}`},c("span",{class:"name"},"score"),dn(0,e,t,"score"),c("span",{class:"value"},C(e,ae)))}function dn(e,t,[n,r],o){let i=l=>100*(l-n)/(r-n),[a,s]=[i(Math.min(e,t)),i(Math.max(e,t))];return c("span",{class:"track","aria-hidden":"true"},c("i",{class:"zero",style:`left: ${i(0).toFixed(2)}%`}),c("i",{class:"piece","data-sign":o,style:`left: ${a.toFixed(2)}%; width: ${(s-a).toFixed(2)}%`}),c("i",{class:"end",style:`left: ${i(t).toFixed(2)}%`}))}function pn(e){let t=P(e.host.pair)[1],n=c("p",{class:"note"});return h(e,()=>S(n,ho(e))),c("div",{class:"legend"},yn(e,t),bn(e,t),vn(e),n)}function fn(e,t){return c("div",{class:"legend own"},yn(e,t),bn(e,t))}function mn(e){let t=c("p",{class:"note"});return h(e,()=>S(t,go(e))),c("div",{class:"legend"},vn(e),t)}function hn(e){let{shown:t,limits:n}=e,r=c("span",{class:"height"}),o=c("p",{class:"note"}),i=l=>c("i",{class:"stroke","data-sign":l,"aria-hidden":"true"});h(e,()=>{let l=Math.max(t.value.a.limit,t.value.b.limit);S(r,l>0?`full height ${C(l,n.digits)}`:"every value is zero"),S(o,yo(e))});let a=c("div",{class:"scale strokes"},i("for"),"for",i("against"),"against",r),s=se(e,"locked","Locked scale",gn);return c("div",{class:"legend"},c("div",{class:"controls"},a,s),o)}var gn="One scale for every selection, so that colours can be compared";function yn(e,t){let n=c("p",{class:"note title"});return h(e,()=>S(n,fo(e,t))),n}function bn(e,t){let n=c("span",{class:"end"}),r=c("span",{class:"end"}),o=c("span",{class:"ramp","aria-hidden":"true",style:`--ramp: ${Wt()}`});return h(e,()=>{let{limit:i}=e.shown.value[t],a=F(i);S(n,i>0?C(-i,a):"0"),S(r,i>0?M(i,a):"0"),L(o,{"data-empty":i===0})}),c("div",{class:"scale",role:"group","aria-label":"Colour scale, value per patch"},c("span",{class:"pole"},"against"),n,o,r,c("span",{class:"pole"},"for"))}function vn(e){let{look:t}=e,n=c("input",{type:"range",min:0,max:1,step:.05,value:t.opacity.peek()});return n.setAttribute("aria-label","Opacity of the heat"),h(e,()=>{n.value=String(t.opacity.value)}),f(e,n,"input",()=>X(e,{opacity:Number(n.value)})),c("div",{class:"controls"},se(e,"locked","Locked scale",gn),c("label",{},"Opacity",n),se(e,"grey","Grey picture","Takes the picture's colours away, so that only the heat has any"))}function se(e,t,n,r){let o=c("input",{type:"checkbox"});return f(e,o,"change",()=>X(e,{[t]:o.checked})),h(e,()=>{o.checked=e.look[t].value}),c("label",{title:r},o,n)}function fo({host:e,look:t,shown:n},r){let{pair:o}=e,i=b(r),a=A(o,i,n.value[i].units),s=`value per patch${t.smooth.value?", smoothed":""}`;return o[i].kind==="picture"?a?`With ${a}: ${s}`:`No heat: point at the ${w(o,i)}`:a?`On the picture: ${a}, ${s}`:"No heat on the picture: point at a word"}var mo="Point at words or at the picture; click to keep, drag for several.",nt="Unlocked: colours fit this selection only; do not compare them with another.";function ho(e){if(!e.look.locked.value)return nt;let{host:t,shown:n,limits:r}=e,[o,i]=P(t.pair),a=tt(e,i);if(a)return`Some patches lie beyond the scale: up to ${a}.`;let{units:s}=n.value[i];if(s.length===0)return n.value[o].from==="preview"?mo:"";let l=re(Xe(t.pair,i,s),"patch","patches");return`Full underline: ${C(n.value[o].limit,r.digits)}, the most any word gets from ${l}.`}function go({look:e,shown:t}){return e.locked.value?t.value.a.from==="preview"?"Point at either picture; click to keep a patch, drag for a box.":"The scale ends at the most that any patch gets from as many patches as are chosen.":nt}function yo(e){if(!e.look.locked.value)return nt.replace("colours fit","underlines fit");let t=tt(e,"a")||tt(e,"b");return t?`Some words lie beyond the scale: up to ${t}.`:e.shown.value.a.from==="preview"?"Point at words; click to keep, drag for several.":"A full underline is the most that any word gets from a word or phrase of the other caption."}function tt({host:e,shown:t,limits:n},r){let{heat:o,limit:i}=t.value[r],a=oe(e.pair[r],o);return a>i*1.0001?C(a,n.digits):""}function $e(e){let t=an(e.host.pair).map(({text:n,offers:r})=>c("p",{},n,...r==="special"?[" ",bo(e)]:[]));return c("div",{class:"notices",role:"status"},vo(e),...t)}function bo(e){let{special:t}=e.look,n=c("button",{type:"button",class:"link"});return f(e,n,"click",()=>{X(e,{special:!t.value})}),h(e,()=>S(n,t.value?"Hide them":"Show them")),n}function vo(e){let t=c("p",{},"The kernel is gone. The view still works; Python no longer sees what you choose.");return h(e,()=>{t.hidden=e.host.status.value!=="gone"}),t}function xn(e){let{host:t}=e,{model:n,method:r}=t.pair,o=c("details",{class:"options"},c("summary",{},"Options and keys"),c("div",{class:"sheet"},rt(e,"special","Special units",`${H(So(be(t.pair)))}: ${ko(t.pair)}, yet part of the score.`),...xo(e),c("dl",{class:"keys"},...$t(t.pair).flatMap(([a,s])=>[c("dt",{},a),c("dd",{},s)])),c("p",{class:"note"},[n,r,...wo(t.pair)].join(", "))));return f(e,o,"keydown",a=>{a.key!=="Escape"||!o.open||(o.open=!1,o.querySelector("summary").focus(),a.stopPropagation())}),o}function xo(e){let{host:t}=e,n=[t.pair.a.kind,t.pair.b.kind],r=g(t.pair)?"The captions as the model reads them.":"The caption as the model reads it.",o=rt(e,"pieces","Word pieces",r),a=rt(e,"smooth","Smooth heat","Blends neighbouring patches; the patches are what was measured.");return[...n.includes("caption")?[o]:[],...n.includes("picture")?[a]:[]]}function wo(e){let t=ee.map((n,r)=>`${w(e,n)} at ${Po(e.layers[r],e.depths[r])}`);return e.a.kind==="caption"&&e.b.kind==="picture"?t.reverse():t}function ko(e){return g(e)?e.a.kind==="caption"?"no word":"no place":"no word, no place"}function So(e){return e.length>1?`${e.slice(0,-1).join(", ")} and ${e.at(-1)}`:e[0]??"none here"}function rt(e,t,n,r){return c("div",{class:"option"},se(e,t,n,r),c("small",{},r))}function Po(e,t){return e===t?"the pooling":`layer ${e} of ${t}`}function Sn(e,t,n,r){let o={context:e,name:t,side:n,root:r,anchor:null,cursor:null,corner:null};Mo(o),Eo(o)}function Mo(e){let{context:t,root:n}=e;f(t,n,"pointermove",r=>Pn(e,Ce(e,e.anchor,ot(e,r)))),f(t,n,"pointerleave",()=>{e.anchor===null&&x(t,null)}),f(t,n,"pointerdown",r=>{r.button===0&&(e.anchor=ot(e,r),e.cursor=e.anchor,n.setPointerCapture(r.pointerId))}),f(t,n,"pointerup",r=>{if(e.anchor===null)return;let o=Ce(e,e.anchor,ot(e,r)),i=r.ctrlKey||r.metaKey||r.shiftKey;Mn(e,o,i?"add":o.length===1?"click":"only"),e.anchor=null}),f(t,n,"pointercancel",()=>{e.anchor=null,x(t,null)})}function Eo(e){let{context:t,root:n}=e;f(t,n,"focusin",()=>{n.matches(":focus-visible")&&kn(e,wn(e))}),f(t,n,"focusout",()=>{e.corner=null,x(t,null)}),f(t,n,"keydown",r=>{let o=wn(e),i=Tt(r.key,o,e.side.rows,e.side.cols);if(i!==null)e.corner=r.shiftKey?e.corner??o:null,kn(e,i);else if(r.key==="Enter"||r.key===" ")Mn(e,Ce(e,e.corner,o),r.ctrlKey||r.metaKey?"add":"click"),e.corner=null;else{r.key==="Escape"&&(e.anchor=null);return}r.preventDefault()})}function wn({context:e,name:t,cursor:n}){return n??Math.max(0,z(e.shown.peek()[t].heat))}function kn(e,t){e.cursor=t;let n=Ce(e,e.corner,t);Pn(e,n),En(e,n)}function Ce({side:e},t,n){return t===null?[n]:Dt(e.cols,t,n)}function ot({side:e,root:t},n){let{rows:r,cols:o}=e,i=t.getBoundingClientRect(),a=(l,u,d)=>Math.min(d-1,Math.max(0,Math.floor(l/u*d)));return a(n.clientY-i.top,i.height,r)*o+a(n.clientX-i.left,i.width,o)}function Pn({context:e,name:t,side:n},r){x(e,{a:[],b:[],[t]:v(n,r),from:t})}function Mn(e,t,n){e.context.host.store.act(r=>J(r,e.name,t,n)),En(e,t)}function En({context:e,name:t,side:n},r){let{host:o,limits:i,announce:a,shown:s}=e,l=o.store.history.peek().now[t],u=s.peek()[b(t)],d={a:[],b:[],[t]:v(n,r)};u.from==="kept"&&Object.assign(d,{[b(t)]:u.units});let p=M(D(o.pair,d.a,d.b),i.digits),m=r.length===1?Me(r[0],n.cols):`${r.length} patches`;a(`${m}, ${p}${r.every(k=>l.includes(k))?", kept":""}`)}function Ln(e,t,n){let{host:r,look:o}=e,{rows:i,cols:a,width:s,height:l}=n,u=c("img",{src:r.pictures[t],alt:"",draggable:"false"}),d=c("canvas",{width:a,height:i,"aria-hidden":"true"}),p=he("svg",{viewBox:`0 0 ${a} ${i}`,preserveAspectRatio:"none","aria-hidden":"true"}),m=c("div",{class:"tags","aria-hidden":"true"}),k=c("div",{class:"picture",role:"application","aria-roledescription":"patch grid","aria-label":`${H(w(r.pair,t))} of ${i} by ${a} patches. Arrow keys move, Enter keeps, Shift and arrows draw a box.`,tabindex:0,style:`aspect-ratio: ${s} / ${l}; --shape: ${s/l}`},u,d,p,m);return h(e,()=>Lo(d,e,t)),h(e,()=>{d.style.opacity=String(o.opacity.value),L(k,{"data-smooth":o.smooth.value,"data-grey":o.grey.value})}),h(e,()=>No(p,e,t,n)),h(e,()=>$o(m,e,t,n)),Sn(e,t,n,k),k}function Lo(e,{shown:t},n){let{heat:r,limit:o}=t.value[n],i=e.getContext("2d");if(!i)return;let a=i.createImageData(e.width,e.height);jt(r,o,a.data),i.putImageData(a,0,0)}function No(e,{host:t,shown:n},r,o){let{now:i}=t.store.history.value,{region:a,units:s,from:l}=n.value[r],u=l==="none"?Te(a,o.cols,"peak"):[];u.push(...Te(i[r],o.cols,"kept"));for(let d of i.pins.filter(p=>p.shown)){let p=d[r].length>0?"pin":"pin peak";u.push(...Te(Nn(t.pair,r,o,d),o.cols,p,R(d.colour)))}(l==="hover"||l==="preview")&&u.push(...Te(Co(o,s),o.cols,"hovered")),e.replaceChildren(...u)}function Te(e,t,n,r){if(e.length===0)return[];let o=qt(e,t),i=r?`stroke: ${r}`:void 0;return[he("path",{d:o,class:"casing"}),he("path",{d:o,class:n,style:i})]}function Nn(e,t,n,r){if(r[t].length>0)return r[t];let o=b(t);return Pe(te(e,o,v(e[o],r[o])),n.cols)}function $o(e,{host:t},n,r){let{rows:o,cols:i}=r,a=new Map,s=t.store.history.value.now.pins.flatMap(l=>{let{colour:u}=l;if(!l.shown)return[];let d=Nn(t.pair,n,r,l)[0];if(d===void 0)return[];let p=a.get(d)??0;a.set(d,p+1);let[m,k]=[Math.floor(d/i)/o,d%i/i],B=`${`top: ${100*m}%; left: calc(${100*k}% + ${18*p}px)`}; --pin: ${R(u)}; --on-pin: ${ve(u)}`;return[c("span",{class:"tag",style:B},xe(u))]});e.replaceChildren(...s)}function Co(e,t){let n=new Set(t);return e.content.flatMap((r,o)=>n.has(r)?[o]:[])}var To=.1,Cn="share of the score";function Oe(e){let{host:t}=e,n=c("ul",{class:"rows"}),r=c("p",{class:"note"},`Keep ${Oo(t.pair)}, then pin it here to compare it with others.`),o=c("small",{},Cn),i=new AbortController;return h(e,()=>{let a=t.store.history.value.now.pins;i.abort(),i=new AbortController;let s={...e,stop:AbortSignal.any([e.stop,i.signal])};n.replaceChildren(...a.map(l=>Ho(s,l))),r.hidden=a.length>0,o.hidden=a.length===0}),c("section",{"aria-label":"Pins"},c("h2",{},"Pins",o),n,r)}function Oo(e){return g(e)?e.a.kind==="caption"?"a word or a phrase":"a patch or a region":"a word or a region"}function Ae(e){let{pair:t}=e.host,n=Math.abs(t.top_pairs[0]?.value??0),r=t.top_pairs.filter(({value:l})=>Math.abs(l)>=To*n),[o,i]=P(t),a=r.map(({a:l,b:u,value:d})=>{let p={a:$n(t,"a",l),b:$n(t,"b",u)};return On(e,{a:l,b:u,name:p[o],where:Tn(t,p[i]),value:d})}),s=c("p",{class:"note"},Ao(t));return c("section",{"aria-label":"Strongest pairs"},c("h2",{},"Strongest pairs",a.length>0?c("small",{},Cn):""),a.length>0?c("ul",{class:"rows"},...a):s)}function $n(e,t,n){let r=e[t];return r.kind==="caption"?we(r,n):(g(e)?Je:G)(n,r.rows,r.cols)}function Tn(e,t){return g(e)?`\xD7 ${t}`:t}function Ao(e){return g(e)?`Nothing of one ${e.a.kind} meets anything of the other.`:"No phrase meets any part of the picture."}function Ho(e,t){let{host:n}=e,{pair:r,store:o}=n,i={a:v(r.a,t.a),b:v(r.b,t.b)},a=P(r).map(p=>A(r,p,i[p])).filter(Boolean),s=D(r,i.a,i.b),l=On(e,{...t,name:a[0],where:Ro(r,t,a[1]),value:s}),u=c("span",{class:"badge",style:`--pin: ${R(t.colour)}; --on-pin: ${ve(t.colour)}`},xe(t.colour)),d=c("button",{type:"button",class:"away","aria-label":`Unpin ${a.join(", ")}`,title:"Unpin"},"\xD7");return f(e,d,"click",()=>{o.act(p=>Lt(p,t.colour)),x(e,null)}),l.querySelector(".what").prepend(u),l.classList.add("pinned"),l.append(d),l}function Ro(e,t,n){return n!==void 0?Tn(e,n):g(e)?`, ${w(e,t.a.length>0?"a":"b")}`:""}function On(e,{a:t,b:n,name:r,where:o,value:i}){let{host:a,limits:s}=e,l=ne(i,Math.abs(a.pair.ledger.score)),u=c("button",{type:"button",class:"row"},c("span",{class:"what"},c("span",{class:"name"},r),o?c("span",{class:"where"},o.startsWith(",")?o:` ${o}`):""),c("span",{class:"value"},M(i,s.digits)),c("span",{class:"share"},l===null?"":K(l))),{pair:d}=a,p={a:v(d.a,t),b:v(d.b,n),from:"list"};return f(e,u,["pointerenter","focus"],()=>x(e,p)),f(e,u,["pointerleave","blur"],()=>x(e,null)),f(e,u,"click",()=>a.store.act(m=>De(m,t,n))),c("li",{},u)}var jo={"+":"for","\u2212":"against"};function He(e){let{host:t,view:n,shown:r,limits:o}=e,{store:i}=t,a=E=>c("span",{class:E}),[s,l,u,d,p]=["eyebrow","subject","value","share","detail"].map(a),m=(E,We,tr)=>{let ut=c("button",{type:"button",title:We},E);return f(e,ut,"click",tr),ut},k=m("Pin","Keep this selection in the list, with a colour of its own (P)",()=>i.act(ge)),$=m("Clear","Let go of the selection (Esc)",()=>_e(i,n)),B=m("Undo","Bring back what was kept before (Ctrl or \u2318 + Z)",()=>i.undo()),le=c("div",{class:"readout"},c("div",{class:"said"},c("p",{class:"line"},s,l,u,d),p),c("div",{class:"actions"},k,$,B));return h(e,()=>{let E=on(t.pair,o,r.value);S(s,E.eyebrow),S(l,E.subject),S(u,E.value),S(d,E.share),S(p,E.detail),L(l,{title:E.subject.length>40?E.subject:void 0}),L(u,{"data-sign":jo[E.value[0]??""]})}),h(e,()=>{let{now:E,past:We}=i.history.value;L(k,{"aria-disabled":Z(E)||Q(E)!==void 0}),L($,{"aria-disabled":Z(E)&&n.dismissed.value}),L(B,{"aria-disabled":We.length===0})}),le}function An(e,t,n){let{look:r}=e,o=ke(n).map(({text:a,units:s})=>{let l=c("button",{type:"button",class:"unit special"},a);return f(e,l,["pointerenter","focus"],()=>x(e,{a:[],b:[],[t]:s,from:t})),f(e,l,["pointerleave","blur"],()=>x(e,null)),l}),i=c("div",{class:"specials"},c("span",{class:"note"},"Off the picture:"),...o);return h(e,()=>{i.hidden=!r.special.value||o.length===0}),i}function Hn(e){let{a:t,b:n}=e.host.pair;return[...t.kind!==n.kind?Wo(e):t.kind==="caption"?Fo(e):Ko(e),xn(e)]}function Wo(e){let[t,n]=P(e.host.pair).map(r=>it(e,r));return[c("div",{class:"head"},...t,He(e),$e(e)),c("div",{class:"body"},c("div",{class:"main"},...n,pn(e)),c("div",{class:"side"},Oe(e),Ae(e),Ne(e)))]}function Fo(e){let t=ee.map(n=>c("div",{class:"labelled"},Rn(e,n),...it(e,n)));return[c("div",{class:"head alike"},...t,He(e),$e(e)),c("div",{class:"body of-captions"},c("div",{class:"side"},hn(e),Oe(e),Ae(e)),c("div",{class:"side"},Ne(e)))]}function Ko(e){let t=ee.map(n=>c("div",{class:"labelled"},Rn(e,n),...it(e,n),fn(e,n)));return[c("div",{class:"head alike"},He(e),$e(e)),c("div",{class:"body of-pictures"},c("div",{class:"both"},c("div",{class:"pictures"},...t),mn(e)),c("div",{class:"side"},Oe(e),Ae(e)),c("div",{class:"side"},Ne(e)))]}function it(e,t){let n=e.host.pair[t];return n.kind==="caption"?[un(e,t,n)]:[Ln(e,t,n),An(e,t,n)]}function Rn(e,t){return c("p",{class:"note label"},H(w(e.host.pair,t)))}var Do=150;function jn(e){let t=c("p",{class:"heard",role:"status","aria-live":"polite"}),n;return e.addEventListener("abort",()=>clearTimeout(n),{once:!0}),{element:t,announce:o=>{clearTimeout(n),n=setTimeout(()=>{t.textContent=o},Do)}}}var Wn=`.label {
  font-size: 12px;
}
.head > .labelled + .labelled {
  margin-top: 6px;
}
.both,
.pictures {
  display: grid;
  gap: 10px;
  grid-template-columns: minmax(0, 1fr);
}
.pictures {
  gap: 16px 20px;
}
.pictures .labelled {
  display: grid;
  gap: 6px;
  align-content: start;
  min-width: 0;
}
.pictures .picture {
  width: min(100%, 22rem * var(--shape));
}
.legend.own {
  max-width: 22rem;
}
.of-pictures .row .what {
  white-space: normal;
}
.sheet > .note {
  grid-column: 1 / -1;
}
.of-captions,
.of-pictures {
  max-width: 84rem;
}
.strokes {
  gap: 8px;
  color: var(--soft);
}
.strokes .height {
  margin-inline-start: 8px;
}
.stroke {
  width: 22px;
  height: 8px;
  background: var(--for);
}
.stroke[data-sign="against"] {
  background: repeating-linear-gradient(to right, var(--against) 0 4px, transparent 4px 6px);
  margin-inline-start: 8px;
}
`;var Fn=`:host {
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
.stage,
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
  padding: 6px 4px 10px;
  color: var(--ink);
  font: 400 var(--small) / 1.45 inherit;
  font-family: inherit;
  font-size: var(--small);
  font-variant-numeric: tabular-nums lining-nums;
  accent-color: var(--accent);
  text-align: start;
}
.stage {
  display: grid;
  gap: 18px;
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
  gap: 12px;
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

.heard {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
`;var Kn=`.caption {
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
`;var Dn=`.parts li {
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
`;var Bn=`.legend {
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
`;var _n=`.side {
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
`;var Un=`.options summary {
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
`;var In=`.body {
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
`;var Vn=`.readout {
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
`;var zn=`@container (max-width: 900px) {
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
  .alike .line {
    flex-wrap: wrap;
    gap: 0 10px;
    height: 2.9em;
    align-content: flex-start;
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
@container (min-width: 560px) {
  .pictures {
    grid-template-columns: 1fr 1fr;
  }
  .pictures .picture,
  .both .legend,
  .legend.own {
    width: 100%;
    max-width: none;
  }
}
@container (min-width: 660px) {
  .body {
    grid-template-columns: minmax(0, 28rem) minmax(18rem, 1fr);
  }
  .body.of-captions,
  .body.of-pictures {
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
  }
  .of-pictures .both {
    grid-column: 1 / -1;
    max-width: 60rem;
  }
}
@container (min-width: 1040px) {
  .body.of-pictures {
    grid-template-columns: minmax(0, 54rem) minmax(22rem, 1fr);
    grid-template-rows: auto 1fr;
  }
  .of-pictures .both {
    grid-column: 1;
    grid-row: 1 / 3;
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
`;var Gn=[Fn,Kn,Wn,Vn,In,Bn,_n,Dn,Un,zn].join(`
`);function Zo(e,t){let n=e.dataset.jpThemeLight;if(n!==void 0)return n==="false"?"dark":"light";let r=[...e.classList,...e.ownerDocument.documentElement.classList];return r.some(o=>["vscode-dark","vscode-high-contrast","dark","dark-theme"].includes(o))?"dark":r.some(o=>["vscode-light","light","light-theme"].includes(o))?"light":t?"dark":"light"}function qn(e,t){let{body:n,documentElement:r}=document,o=window.matchMedia("(prefers-color-scheme: dark)"),i=()=>e(Zo(n,o.matches)),a=new MutationObserver(i);for(let s of[n,r])a.observe(s,{attributes:!0,attributeFilter:["class","data-jp-theme-light"]});t.addEventListener("abort",()=>a.disconnect(),{once:!0}),o.addEventListener("change",i,{signal:t}),i()}function Yn(e,t,n){let r=jn(n),o={session:e,view:wt(),stop:n,announce:r.announce},i=c("div",{class:"pairlens","data-lm-suppress-shortcuts":!0}),a=i.attachShadow({mode:"open"}),s=c("div",{class:"stage"}),l=c("div",{class:"view"},s,r.element);return a.append(c("style",{},Gn),l),qn(u=>{l.dataset.theme=u},n),Xo(o,s),l.addEventListener("keydown",u=>ei(u,o),{signal:n}),n.addEventListener("abort",()=>i.remove(),{once:!0}),t.append(i),i}function Xo(e,t){let n=new AbortController;h(e,()=>{let r=e.session.explained.value;n.abort(),n=new AbortController;let o=AbortSignal.any([e.stop,n.signal]),i=Mt(t);e.view.hover.value=null,_(()=>t.replaceChildren(...Hn(Qo(e,r,o)))),i()})}function Qo({session:e,view:t,announce:n},r,o){let i={...e,...r},a=St(e.store),s=Zt(r.pair),l=U(()=>nn(r.pair,s,{shared:e.store.history.value.now,hover:t.hover.value,locked:a.locked.value,dismissed:t.dismissed.value}));return{host:i,view:t,look:a,limits:s,shown:l,stop:o,announce:n}}function ei(e,{session:t,view:n,announce:r}){e.defaultPrevented||ri(e)||Ct(e,t.store,n)&&(r(ti(t)),e.preventDefault(),e.stopPropagation())}function ti({explained:e,store:t}){let{pair:n}=e.peek(),{now:r}=t.history.peek(),[o,i]=P(n).map(a=>{let s=n[a].kind==="caption"?"word pieces":"patches";return g(n)?`${r[a].length} ${s} of the ${w(n,a)}`:`${r[a].length} ${s}`});return`${o} and ${i} kept, ${r.pins.length} pinned`}var ni=new Set(["text","search","number","url"]);function ri(e){let t=e.composedPath()[0];return t instanceof HTMLInputElement?ni.has(t.type):t instanceof HTMLTextAreaElement||t instanceof HTMLSelectElement}var oi={caption:{trait:"selected_tokens",key:"tokens"},picture:{trait:"selected_patches",key:"patches"}};function at(e,t){return g(e)?{trait:`selected_${t}`,key:t}:oi[e[t].kind]}function Jn(e,t,n=""){let r=je(t("bookmarks")).map(i=>ai(e,i,n));return{...Zn(e,t,i=>st(t(at(e,i).trait)),n),bookmarks:r}}function Zn(e,t,n,r){let o=t("focused_pin");return{a:n("a"),b:n("b"),pins:je(t("pins")).map(i=>ii(e,i)),focus:typeof o=="number"?o:null,look:yt(t("look")),revision:r}}function ii(e,t){return Be({...Re(e,t),plus:je(t.plus).map(n=>Re(e,n)),minus:je(t.minus).map(n=>Re(e,n)),name:String(t.name??""),shown:t.shown!==!1},Number(t.colour))}function Re(e,t){return{a:st(t[at(e,"a").key]),b:st(t[at(e,"b").key])}}function ai(e,t,n){let r=Re(e,t),o=Zn(e,i=>t[i],i=>r[i],String(t.revision??n));return{name:String(t.name??""),...o}}function st(e){return e??[]}function je(e){return e??[]}function lt(e,t){if(e.version!==3)throw new Error(`This view reads explanations of version 3; this one is of version ${e.version}.`);let n=si(t),r=e.a.kinds.length;if(r===0||n.length%r!==0)throw new Error(`The matrix has ${n.length} values, which is no multiple of ${r} units.`);let o=li(n);return{...e,a:Xn(e.a),b:Xn(e.b),matrix:n,sent:n.length/r,broken:o}}function Xn(e){let t=e.kind==="caption"?"content":"patch";return{...e,content:e.kinds.flatMap((n,r)=>n===t?[r]:[])}}function si(e){let t=ArrayBuffer.isView(e)?new DataView(e.buffer,e.byteOffset,e.byteLength):new DataView(e);if(t.byteLength%4!==0)throw new Error(`${t.byteLength} bytes do not make whole float32 values.`);let n=new Float32Array(t.byteLength/4);for(let r=0;r<n.length;r+=1)n[r]=t.getFloat32(4*r,!0);return n}function ct(e){return Uint8Array.from(atob(e),t=>t.charCodeAt(0))}function li(e){let t=0;for(let n=0;n<e.length;n+=1)Number.isFinite(e[n])||(e[n]=0,t+=1);return t}function ci(e,t,n){let r=n;return U(()=>(r=t.get(e.history.value.now.revision)??r,r))}function ui({revision:e,noise:t},n,{pictures:r}){return{revision:e,noise:t,pair:n,pictures:r}}function Qn(e){let{revision:t,pictures:n}=e,r={revision:t,pair:lt(e.pair,ct(e.matrix)),pictures:n},o=e.variants.map(s=>ui(s,lt(s.pair,ct(s.matrix)),r)),i=new Map([r,...o].map(s=>[s.revision,s])),a=xt(Jn(r.pair,s=>e.chosen[s],t));return{store:a,status:T("page"),explained:ci(a,i,r),variants:T(o),live:T(null),lesson:e.lesson,desk:null}}var di=document.getElementById("pairlens-data"),er=document.getElementById("pairlens");er.replaceChildren();var pi=Yn(Qn(JSON.parse(di.textContent)),er,new AbortController().signal);document.body.addEventListener("keydown",e=>{if(e.target!==document.body)return;pi.shadowRoot.querySelector(".view").dispatchEvent(new KeyboardEvent("keydown",e))||e.preventDefault()});})();
