var mr=Symbol.for("preact-signals");function Be(){if(F>1)F--;else{var e,t=!1;for((function(){var o=fe;for(fe=void 0;o!==void 0;){var i=o.S;if(i.v===o.v)for(var a=i.t;a!==void 0;a=a.x)a.i===o.i&&(a.i=i.i);o=o.o}})();Q!==void 0;){var n=Q;for(Q=void 0,pe++;n!==void 0;){var r=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&xt(n))try{n.c()}catch(o){t||(e=o,t=!0)}n=r}}if(pe=0,F--,t)throw e}}var X,y=void 0;function I(e){var t=y,n=X;y=void 0,X=void 0;try{return e()}finally{y=t,X=n}}var Q=void 0,F=0,pe=0;var bt=0,fe=void 0,me=0;function vt(e){if(y!==void 0){var t=e.n;if(t===void 0||t.t!==y)return t={i:0,S:e,p:y.s,n:void 0,t:y,e:void 0,x:void 0,r:t},y.s!==void 0&&(y.s.n=t),y.s=t,e.n=t,32&y.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=y.s,t.n=void 0,y.s.n=t,y.s=t),t}}function N(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,this.Z=t?.unwatched,this.name=t?.name}N.prototype.brand=mr;N.prototype.h=function(){return!0};N.prototype.S=function(e){var t=this,n=this.t;n!==e&&e.e===void 0&&(e.x=n,this.t=e,n!==void 0?n.e=e:I(function(){var r;(r=t.W)==null||r.call(t)}))};N.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.e,r=e.x;n!==void 0&&(n.x=r,e.e=void 0),r!==void 0&&(r.e=n,e.x=void 0),e===this.t&&(this.t=r,r===void 0&&I(function(){var o;(o=t.Z)==null||o.call(t)}))}};N.prototype.subscribe=function(e){var t=this;return G(function(){var n=t.value;I(function(){return e(n)})},{name:"sub"})};N.prototype.valueOf=function(){return this.value};N.prototype.toString=function(){return this.value+""};N.prototype.toJSON=function(){return this.value};N.prototype.peek=function(){var e=this;return I(function(){return e.value})};Object.defineProperty(N.prototype,"value",{get:function(){var e=vt(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.v){if(pe>100)throw new Error("Cycle detected");(function(n){F!==0&&pe===0&&n.l!==bt&&(n.l=bt,fe={S:n,v:n.v,i:n.i,o:fe})})(this),this.v=e,this.i++,me++,F++;try{for(var t=this.t;t!==void 0;t=t.x)t.t.N()}finally{Be()}}}});function O(e,t){return new N(e,t)}function xt(e){for(var t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}function wt(e){for(var t=e.s;t!==void 0;t=t.n){var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function kt(e){for(var t=e.s,n=void 0;t!==void 0;){var r=t.p;t.i===-1?(t.S.U(t),r!==void 0&&(r.n=t.n),t.n!==void 0&&(t.n.p=r)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=void 0),t=r}e.s=n}function K(e,t){N.call(this,void 0,t),this.x=e,this.s=void 0,this.g=me-1,this.f=4}K.prototype=new N;K.prototype.h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===me))return!0;if(this.g=me,this.f|=1,this.i>0&&!xt(this))return this.f&=-2,!0;var e=y;try{wt(this),y=this;var t=this.x();(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(n){this.v=n,this.f|=16,this.i++}return y=e,kt(this),this.f&=-2,!0};K.prototype.S=function(e){if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}N.prototype.S.call(this,e)};K.prototype.U=function(e){if(this.t!==void 0&&(N.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=t.n)t.S.U(t)}};K.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(var e=this.t;e!==void 0;e=e.x)e.t.N()}};Object.defineProperty(K.prototype,"value",{get:function(){if(1&this.f)throw new Error("Cycle detected");var e=vt(this);if(this.h(),e!==void 0&&(e.i=this.i),16&this.f)throw this.v;return this.v}});function V(e,t){return new K(e,t)}function St(e){var t=e.j;if(e.j=void 0,typeof t=="function"){F++;var n=y;y=void 0;try{t()}catch(r){throw e.f&=-2,e.f|=8,Ue(e),r}finally{y=n,Be()}}}function Ue(e){for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,St(e)}function hr(e){if(y!==this)throw new Error("Out-of-order effect");kt(this),y=e,this.f&=-2;try{8&this.f&&Ue(this)}finally{Be()}}function z(e,t){this.x=e,this.j=void 0,this.s=void 0,this.u=void 0,this.f=32,this.name=t?.name,X&&X.push(this)}z.prototype.c=function(){var e=this.S();try{if(8&this.f||this.x===void 0)return;var t=this.x();typeof t=="function"&&(this.j=t)}finally{e()}};z.prototype.S=function(){if(1&this.f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,St(this),wt(this),F++;var e=y;return y=this,hr.bind(this,e)};z.prototype.N=function(){2&this.f||(this.f|=2,this.u=Q,Q=this)};z.prototype.d=function(){this.f|=8,1&this.f||Ue(this)};z.prototype.dispose=function(){this.d()};function G(e,t){var n=new z(e,t);try{n.c()}catch(o){throw n.d(),o}var r=n.d.bind(n);return r[Symbol.dispose]=r,r}var q={locked:!0,robust:!1,flipped:!1,map:"orange-blue",opacity:.85,smooth:!1,grey:!1,pieces:!1,special:!1,panel:"picture",order:"reading"};function Pt(e){let t=Object.entries(e??{}).filter(([n])=>n in q);return{...q,...Object.fromEntries(t)}}function Ie(e){let t=Object.keys(q).filter(n=>e[n]!==q[n]);return Object.fromEntries(t.map(n=>[n,e[n]]))}var gr={a:[],b:[],pins:[],focus:null,look:q,revision:"",bookmarks:[]},yr=200;function Y(e){return[...new Set(e)].sort((t,n)=>t-n)}function br(e,t,n){let r=Y(t);if(n==="only")return r;if(n==="click")return he(e,r)?[]:r;let o=new Set(e);return r.every(a=>o.has(a))?e.filter(a=>!r.includes(a)):Y([...e,...r])}function ee(e,t,n,r="only"){return{...e,focus:null,[t]:br(e[t],n,r)}}function Ve(e,t,n){return{...e,focus:null,a:Y(t),b:Y(n)}}function Mt(e){return Ve(e,[],[])}function te(e){return e.a.length+e.b.length===0&&e.focus===null}function Et(e,t){return{...e,look:{...e.look,...t}}}function vr(e,t,n=null){return kr(e.now,t)?e:n!==null&&n===e.merging?{...e,now:t,future:[]}:{past:[...e.past,e.now].slice(-yr),now:t,future:[],merging:n}}function xr(e){let{past:t,now:n,future:r}=e,o=t.at(-1);return o?{past:t.slice(0,-1),now:o,future:[n,...r],merging:null}:e}function wr(e){let{past:t,now:n,future:r}=e,[o,...i]=r;return o?{past:[...t,n],now:o,future:i,merging:null}:e}function kr(e,t){return e===t||JSON.stringify(e)===JSON.stringify(t)}function he(e,t){return e.length===t.length&&e.every((n,r)=>n===t[r])}function Lt(e=gr){let t=O({past:[],now:e,future:[],merging:null}),n=r=>{t.value=r};return{history:t,act:(r,o)=>n(vr(t.peek(),r(t.peek().now),o)),undo:()=>n(xr(t.peek())),redo:()=>n(wr(t.peek()))}}function $t(){return{hover:O(null),dismissed:O(!1),menu:O(null)}}function Ct({history:e}){let n=Object.keys(e.peek().now.look).map(r=>[r,V(()=>e.value.now.look[r])]);return Object.fromEntries(n)}function ne({host:e},t){e.store.act(n=>Et(n,t),`look:${Object.keys(t).join()}`)}function f(e,t,n,r){for(let o of[n].flat())t.addEventListener(o,r,{signal:e.stop})}function w({view:e},t){let n=e.hover.peek(),r=Nt(n?.a,t?.a)&&Nt(n?.b,t?.b);n?.from===t?.from&&n?.pin===t?.pin&&r||(e.hover.value=t)}function Nt(e=[],t=[]){return e.length===t.length&&e.every((n,r)=>n===t[r])}function h(e,t){e.stop.addEventListener("abort",G(t),{once:!0})}var Sr="http://www.w3.org/2000/svg";function c(e,t={},...n){let r=document.createElement(e);return $(r,t),r.append(...n),r}function ge(e,t={},...n){let r=document.createElementNS(Sr,e);return $(r,t),r.append(...n),r}function $(e,t){for(let[n,r]of Object.entries(t))if(r===void 0||r===!1)e.removeAttribute(n);else{let o=r===!0&&!n.startsWith("aria-")?"":String(r);e.getAttribute(n)!==o&&e.setAttribute(n,o)}}function M(e,t){e.textContent!==t&&(e.textContent=t)}var Pr="button, input, select, textarea, summary, [tabindex]";function Ot(e){let n=e.getRootNode().activeElement;if(!n||!e.contains(n))return()=>{};let r=Ht(n),o=Tt(e,r).indexOf(n);return()=>{let i=Tt(e,r);i[Math.min(o,i.length-1)]?.focus({preventScroll:!0})}}function Ht(e){let t=e.classList[0];return e.localName+(t?`.${CSS.escape(t)}`:"")}function Tt(e,t){return[...e.querySelectorAll(Pr)].filter(n=>Ht(n)===t)}function ze(e,t){let{a:n,b:r,plus:o=[],minus:i=[],name:a="",shown:l=!0}=e;return{a:n,b:r,plus:o,minus:i,colour:t,name:a,shown:l}}function ye(e){return e.a.length+e.b.length===0||re(e)?e:Mr(e,{a:e.a,b:e.b})}function re(e){return e.focus!==null?e.pins.find(({colour:t})=>t===e.focus):e.pins.find(t=>Er(t)&&he(t.a,e.a)&&he(t.b,e.b))}function Mr(e,t){return{...e,pins:[...e.pins,ze(t,Lr(e))]}}function At(e,t){let n=e.pins.filter(r=>r.colour!==t);return{...e,pins:n,focus:e.focus===t?null:e.focus}}function Er({plus:e,minus:t}){return e.length+t.length===0}function Rt(e){let t=n=>r=>({a:r.a,b:r.b,sign:n});return[t(1)(e),...e.plus.map(t(1)),...e.minus.map(t(-1))]}function Lr({pins:e}){let t=new Set(e.map(r=>r.colour)),n=0;for(;t.has(n);)n+=1;return n}var $r=[["\u2190 \u2192 Home End","to another word"]],Nr=[["\u2190 \u2192 \u2191 \u2193","to another patch"]],Cr=[["Ctrl or \u2318 + Enter","add a patch or a box"]];function jt(e){let t=[e.a,e.b].some(({kind:i})=>i==="caption"),n=[e.a,e.b].some(({kind:i})=>i==="picture"),r=t&&n?"the caption, the picture":`the ${e.a.kind}s`,o=t&&n?"several words, or a box":t?"several words":"a box";return[["Tab",`to ${r}, the lists`],...t?$r:[],...n?Nr:[],["Enter or Space","keep it, or let it go"],["Shift + arrows",o],...n?Cr:[],["P","pin what is kept"],["Esc","let go"],["Ctrl or \u2318 + Z","undo; with Shift: redo"]]}function Wt(e,t,n){let r=e.ctrlKey||e.metaKey,o=e.key.toLowerCase();return r&&o==="z"?(e.shiftKey?t.redo():t.undo(),!0):o==="escape"?(Ge(t,n),!0):o==="p"&&!r&&!e.altKey?(t.act(ye),!0):!1}function Ge(e,t){t.hover.value=null,te(e.history.peek().now)&&(t.dismissed.value=!0),e.act(Mt)}function Ft(e,t,n,r){let o=Math.floor(t/r),i=t%r,a=(l,s)=>Math.min(n-1,Math.max(0,l))*r+Math.min(r-1,Math.max(0,s));return e==="ArrowLeft"?a(o,i-1):e==="ArrowRight"?a(o,i+1):e==="ArrowUp"?a(o-1,i):e==="ArrowDown"?a(o+1,i):e==="Home"?a(o,0):e==="End"?a(o,r-1):null}function Kt(e,t,n){return e==="ArrowLeft"||e==="ArrowUp"?Math.max(0,t-1):e==="ArrowRight"||e==="ArrowDown"?Math.min(n-1,t+1):e==="Home"?0:e==="End"?n-1:null}var oe=["a","b"];function b(e){return e==="a"?"b":"a"}function g(e){return e.a.kind===e.b.kind}function k(e){return e.b.kind==="caption"&&e.a.kind==="picture"?["b","a"]:["a","b"]}function S(e,t){let{kind:n}=e[t];return g(e)?`${t==="a"?"first":"second"} ${n}`:n}function be(e){return g(e)?`the two ${e.a.kind}s`:"caption and picture"}function _t(e){return g(e)?`the ${e.a.kind==="caption"?"words":"patches"} of both ${e.a.kind}s`:"words and patches"}function ve(e){let t=["begin","end","class","register","padding"],r=[...new Set([...e.a.kinds,...e.b.kinds])].filter(i=>i!=="content"&&i!=="patch");return[...t.filter(i=>r.includes(i)),...r.filter(i=>!t.includes(i))]}function R(e){return e.charAt(0).toUpperCase()+e.slice(1)}var Tr=[[255,170,64],[214,72,0]],Or=[[96,176,255],[0,84,196]],Dt=["#2db298","#b836d9","#d9ad00","#548c00","#7cadf7","#6e6e76"];function j(e){return Dt[e%Dt.length]}function xe(e){let t=j(e),n=[1,3,5].map(r=>(Number.parseInt(t.slice(r,r+2),16)/255)**2.2);return .2126*n[0]+.7152*n[1]+.0722*n[2]>.18?"#111":"#fff"}function we(e){let t=String.fromCharCode(65+e%26);return e<26?t:`${t}${Math.floor(e/26)+1}`}function Bt(e,t){let n=t>0?Math.min(1,Math.abs(e)/t):0,[r,o]=e<0?Or:Tr;return{rgb:Hr(r,o,n),alpha:n}}function Hr(e,t,n){let r=o=>Math.round(e[o]+(t[o]-e[o])*n);return[r(0),r(1),r(2)]}function Ut(e,t,n){e.forEach((r,o)=>{let{rgb:i,alpha:a}=Bt(r,t);n.set([...i,255*a],4*o)})}function It(e=9){return`linear-gradient(to right, ${Array.from({length:e},(n,r)=>{let o=-1+2*r/(e-1),{rgb:i,alpha:a}=Bt(o,1);return`rgb(${i.join(" ")} / ${a.toFixed(3)}) ${(50*(o+1)).toFixed(1)}%`}).join(", ")})`}function x(e,t){return t.map(n=>e.content[n])}function qe(e,t,n){return t<e.sent?e.matrix[t*e.a.kinds.length+n]:0}function Je(e,t,n){let r=new Float64Array(e[b(t)].kinds.length);for(let o of n)for(let i=0;i<r.length;i+=1)r[i]+=t==="a"?qe(e,i,o):qe(e,o,i);return r}function Ze(e,t){return Float64Array.from(e.content,n=>t[n])}function ie(e,t,n){return Ze(e[b(t)],Je(e,t,n))}function H(e){let t=0;for(let n of e)t+=n;return t}function Vt(e,t,n){let r=0;for(let o of n)for(let i of t)r+=qe(e,o,i);return r}function zt(e){let t=0;for(let n of e)t=Math.max(t,Math.abs(n));return t}function ae(e,t){let n=e/t;return Number.isFinite(n)&&Math.abs(n)<10?n:null}function Xe(e,t,n){let r=o=>Math.max(0,o*n);return ae(H(t.map(o=>r(e[o]))),H(Array.from(e,r)))}function Gt(e,t,n){let[r,o]=Ye(Math.floor(t/e),Math.floor(n/e)),[i,a]=Ye(t%e,n%e),l=[];for(let s=r;s<=o;s+=1)for(let u=i;u<=a;u+=1)l.push(s*e+u);return l}function Qe(e,t){let[n,r]=Ye(e,t);return Array.from({length:r-n+1},(o,i)=>n+i)}function Ye(e,t){return e<t?[e,t]:[t,e]}function ke(e,t){let{text:n,words:r}=e,o=new Set(t),i=[];for(let[a,l]of r.entries()){let s=l.tokens.filter(d=>o.has(d)),u=i.at(-1);s.length!==0&&(s.length<l.tokens.length?i.push({last:Number.NaN,start:0,end:0,text:Ar(e,s)}):u&&u.last===a-1?Object.assign(u,{last:a,end:l.end,text:n.slice(u.start,l.end)}):i.push({last:a,start:l.start,end:l.end,text:l.text}))}return i.map(a=>a.text).join(" \u2026 ")}function Ar(e,t){return t.map(n=>et(e,n)).join("")}function et(e,t){let n=e.content[t],[r,o]=e.spans[n];return o>r?e.text.slice(r,o):e.pieces[n]}function Zt(e,t,n){let{text:r,words:o}=e,i=n?Se(e).map(jr):[],a=i.filter(({rows:s})=>Yt(e,s)),l=0;for(let s of o)s.start>l&&a.push(r.slice(l,s.start)),a.push(...t?Rr(e,s.tokens):[Xt(e,s.text,s.tokens)]),l=Math.max(l,s.end);return l<r.length&&a.push(r.slice(l)),[...a,...i.filter(({rows:s})=>!Yt(e,s))]}function Yt({kinds:e},t){return e[t[0]]==="begin"}function Xt(e,t,n){return{text:t,tokens:n,rows:x(e,n),special:!1}}function Rr(e,t){return t.map(n=>Xt(e,et(e,n),[n]))}function jr({text:e,units:t}){return{text:e,rows:t,tokens:[],special:!0}}function Se({kinds:e}){return[...new Set(e)].filter(n=>n!=="content"&&n!=="patch").map(n=>{let r=e.flatMap((o,i)=>o===n?[i]:[]);return{text:r.length===1?n:`${n} \xD7 ${r.length}`,units:r}})}function Qt(e,t){return t==="content_patch"?{a:[...e.a.content],b:[...e.b.content]}:t==="content_special"?{a:Jt(e.a),b:[]}:t==="special_patch"?{a:[],b:Jt(e.b)}:null}function Jt(e){return Se(e).flatMap(({units:t})=>[...t])}function _(e){return e>0?Math.min(9,Math.max(4,1-Math.floor(Math.log10(e)))):4}function E(e,t){let n=Math.abs(e).toFixed(t);return Number(n)===0?n:`${e<0?"\u2212":"+"}${n}`}function T(e,t){return E(e,t).replace("+","")}function D(e){let t=100*e,n=Math.abs(t)<1&&t!==0;return n&&Math.abs(t)<.05?`${t<0?"\u2212":""}<0.1\xA0%`:`${T(t,n?1:0)}\xA0%`}function se(e,t,n=`${t}s`){return`${e} ${e===1?t:n}`}function en(e,t,n){let r=10**n,o=e.map(l=>Math.floor(l*r)),i=Math.round(t*r)-o.reduce((l,s)=>l+s,0),a=e.map((l,s)=>[l*r-o[s],s]).sort(([l],[s])=>s-l).slice(0,Math.max(0,i));for(let[,l]of a)o[l]+=1;return o.map(l=>l/r)}function Me(e,t,n=0){let r=J(e,n);if(r<0)return[];let o=e[r]/2,i=l=>o>0?e[l]>=o:e[l]<=o,a=new Set([r]);for(let l of a)for(let s of Wr(l,t,e.length))i(s)&&a.add(s);return[...a].sort((l,s)=>l-s)}function J(e,t=0){let n=-1,r=0;return e.forEach((o,i)=>{let a=t===0?Math.abs(o):o*t;a>r&&([n,r]=[i,a])}),n}function Wr(e,t,n){let r=e%t;return[e-t,e+t,...r>0?[e-1]:[],...r<t-1?[e+1]:[]].filter(o=>o>=0&&o<n)}function tn(e,t){let n=new Set(e),r=(l,s)=>s>=0&&s<t&&l>=0&&n.has(l*t+s),o=new Map,i=new Map;for(let l of[...n].sort((s,u)=>s-u)){let[s,u]=[Math.floor(l/t),l%t];r(s-1,u)||Pe(o,s,u),r(s+1,u)||Pe(o,s+1,u),r(s,u-1)||Pe(i,u,s),r(s,u+1)||Pe(i,u+1,s)}let a=(l,s)=>[...l].map(([u,[d,p]])=>{let m=u.split(":")[0];return s==="H"?`M${d} ${m}H${p}`:`M${m} ${d}V${p}`});return[...a(o,"H"),...a(i,"V")].join("")}function Pe(e,t,n){for(let[r,o]of e)if(r.startsWith(`${t}:`)&&o[1]===n){o[1]=n+1;return}e.set(`${t}:${n}`,[n,n+1])}function tt(e,t,n){if(e.length===t*n)return"the whole picture";if(e.length>.6*t*n)return"most of the picture";let r=a=>e.reduce((l,s)=>l+a(s),0)/e.length,o=Math.floor(3*(r(a=>Math.floor(a/n))+.5)/t),i=Math.floor(3*(r(a=>a%n)+.5)/n);return o!==1&&i===1?o===0?"top":"bottom":[["upper","","lower"][o],["left","","right"][i]].filter(Boolean).join(" ")||"centre"}function Z(e,t,n){let r=tt(e,t,n);return r.endsWith("picture")?`over ${r}`:`at the ${r}`}function Ee(e,t){return`patch in row ${Math.floor(e/t)+1}, column ${e%t+1}`}var Fr=30;function A(e,t,n){if(n.length===0)return"";let r=e[t],o=new Map(r.content.map((a,l)=>[a,l])),i=n.flatMap(a=>o.get(a)??[]);return i.length===0?Dr(e,t,n):r.kind==="caption"?Kr(r,i):_r(e,t,r,i)}function Kr(e,t){let n=ke(e,t);return t.length===e.content.length&&n.length>Fr?"all words":n}function _r(e,t,n,r){let{rows:o,cols:i}=n;return r.length===o*i?`the whole ${S(e,t)}`:r.length===1?Ee(r[0],i):`${se(r.length,"patch","patches")} ${Z(r,o,i)}`}function Dr(e,t,n){let r=[...new Set(n.map(o=>e[t].kinds[o]))];return r.length>1?`the ${S(e,t)}'s special units`:n.length===1?`[${r[0]}]`:se(n.length,`${r[0]} unit`)}function on(e){let t={a:nn(e,"a"),b:nn(e,"b")};return{...t,digits:_(t[k(e)[1]](Number.POSITIVE_INFINITY))}}function nn(e,t){let n=b(t);if(e[n].kind==="caption"){let o=Br(e,n);return()=>o}let r=Ur(e,n);return o=>r[Math.min(Math.max(1,o),r.length-1)]}function an(e){return e.kind==="caption"?e.words.map(({tokens:t})=>t):e.content.map((t,n)=>[n])}function le(e,t){return zt(an(e).map(n=>H(n.map(r=>t[r]))))}function Br(e,t){let n=e[t];if(n.kind!=="caption")return 0;let r=e[b(t)],o=[...n.words,...n.phrases].map(({tokens:i})=>le(r,ie(e,t,x(n,i))));return Math.max(0,...o)}function Ur(e,t){let n=e[b(t)],r=new Float64Array(e[t].content.length+1);for(let o of an(n)){let i=ie(e,b(t),x(n,o)).sort();rn(r,i,-1),rn(r,i.reverse(),1)}return r}function rn(e,t,n){let r=0;for(let o=0;o<t.length;o+=1)r+=Math.max(0,n*t[o]),e[o+1]=Math.max(e[o+1],r)}function ce(e,t){return{units:e,parts:e.length>0?[{units:e,sign:1}]:[],from:t}}function un(e,t,n){let r={a:sn(e,"a",n),b:sn(e,"b",n)};return{a:cn(e,t,"a",r,n.locked),b:cn(e,t,"b",r,n.locked)}}function sn(e,t,n){let{shared:r,hover:o}=n;if(o?.pin)return ln(e,t,o.pin,"hover");if(o&&o[t].length>0)return ce(o[t],"hover");let i=r.pins.find(({colour:a})=>a===r.focus);return i?ln(e,t,i,"kept"):r[t].length>0?ce(x(e[t],r[t]),"kept"):Ir(e,t,n)?ce(x(e[t],e.top_pairs[0][t]),"preview"):ce([],"none")}function ln(e,t,n,r){let o=e[t],i=Rt(n);if(i.length===1){let d=x(o,n[t]);return ce(d,d.length>0?r:"none")}let l=i.map(({sign:d,[t]:p,[b(t)]:m})=>{let v=p.length===0&&m.length===0;return{sign:d,units:v?o.content:x(o,p)}}).filter(({units:d})=>d.length>0),s=new Set(l.flatMap(({sign:d,units:p})=>d<0?p:[])),u=Y(l.flatMap(({sign:d,units:p})=>d>0?p:[]));return{parts:l,units:u.filter(d=>!s.has(d)),from:l.length>0?r:"none"}}function Ir(e,t,{shared:n,hover:r,dismissed:o}){return o||n[b(t)].length>0||n.focus!==null||nt(e)?!1:g(e)?r===null||r.a.length+r.b.length===0:t===k(e)[0]}function cn(e,t,n,r,o){let i=e[n],a=r[b(n)],l=Vr(e,b(n),a.parts),s=Ze(i,l),u=a.from==="preview"&&e.top_pairs[0].value<0?-1:Gr(s);return{units:r[n].units,from:r[n].from,answer:l,heat:s,limit:o?t[n](rt(e,b(n),a.units)):le(i,s),region:i.kind==="picture"?Me(s,i.cols,u):[],sign:u}}function Vr(e,t,n){let r=new Float64Array(e[b(t)].kinds.length);for(let{units:o,sign:i}of n)Je(e,t,o).forEach((a,l)=>{r[l]+=i*a});return r}var zr=.001;function nt(e){return Math.abs(e.top_pairs[0]?.value??0)<zr}function Gr(e){let t=e[J(e,1)]??0;return-(e[J(e,-1)]??0)>2*t?-1:1}function rt(e,t,n){let r=new Set(e[t].content);return n.some(o=>!r.has(o))?r.size:n.length}function pn(e,t,n){let[r,o]=k(e),i=n[r].from==="preview"&&!["none","preview"].includes(n[o].from),a={a:n.a.units,b:n.b.units,...i?{[r]:[]}:{}};if(a.a.length===0&&a.b.length===0)return Jr(e);let l=B(e,a.a,a.b),s=E(l,t.digits);return{eyebrow:qr(e,n,a),subject:[A(e,r,a[r]),A(e,o,a[o])].filter(Boolean).join(" \xD7 "),value:s,share:Number(s)===0?"":Yr(e,l),detail:Qr(e,t,n,a)}}function qr(e,t,n){let[r]=k(e);return t[r].from==="preview"&&n[r].length>0?g(e)?"Strongest pair":"Strongest phrase":!g(e)||n.a.length>0&&n.b.length>0?"":n.a.length>0?"First":"Second"}function B(e,t,n){return Vt(e,t.length>0?t:e.a.content,n.length>0?n:e.b.content)}function Yr(e,t){let n=ae(t,Math.abs(e.ledger.score));return n===null?"":`${D(n)} of the score`}function Jr(e){let t=Math.abs(e.top_pairs[0]?.value??0),n=nt(e);return{eyebrow:"",subject:n?"No pair stands out":"Nothing selected",value:"",share:"",detail:n?t===0?`Every value between ${_t(e)} is zero.`:`The largest sum of ${Zr(e)} is ${T(t,_(t))}.`:Xr(e)}}function Zr(e){return g(e)?e.a.kind==="caption"?"two phrases":"two regions":"a phrase and its region"}function Xr(e){return g(e)?e.a.kind==="caption"?"Hover a word of either caption to see which words of the other it met.":"Hover either picture to see where it met the other.":"Hover a word to see where it met the picture, or the picture to see which words it met."}function Qr(e,t,n,r){let[o,i]=k(e),a=r[i].length===0||r[i].length===e[i].content.length;if(r[o].length>0&&a)return dn(e,t,n,i);let l=r[o].length>0?to(e,n,i):"";return l?`${l} lies there`:dn(e,t,n,o)}function dn(e,t,n,r){return e[r].kind==="caption"?no(e,t,n,r):eo(e,n,r)}function eo(e,t,n){let r=e[n],{region:o,heat:i,sign:a}=t[n];if(r.kind!=="picture"||r.content.length===1)return"this picture is a single patch";let l=g(e)?` of the ${S(e,n)}`:"";if(o.length===0)return`nothing on the ${S(e,n)}, for or against`;let s=Xe(i,o,a),[u,d]=a>0?["strongest","positive"]:["most against","negative"],p=s===null?"":`, ${D(s)} of its ${d} attribution`;return`${u} ${Z(o,r.rows,r.cols)}${l}${p}`}function to(e,t,n){let{units:r,heat:o}=t[n],i=ro(e,n,r);if(i.length!==r.length)return"";let a=H(i.map(u=>o[u]))<0?-1:1,l=Xe(o,i,a),s=g(e)?`the ${S(e,b(n))}'s`:"its";return l===null?"":`${D(l)} of ${s} ${a>0?"positive":"negative"} attribution`}function no(e,{digits:t},n,r,o=3){let i=e[r],l=(i.kind==="caption"?i.words:[]).map(d=>({text:/^[\p{P}\p{S}]+$/u.test(d.text)?`\u201C${d.text}\u201D`:d.text,value:H(d.tokens.map(p=>n[r].heat[p]))})),s=d=>l.filter(({value:p})=>Number(E(p,t).replace("\u2212","-"))*d>0).sort((p,m)=>d*(m.value-p.value)).slice(0,o).map(({text:p,value:m})=>`${p} ${E(m,t)}`).join(", "),u=[["for",s(1)],["against",s(-1)]].filter(([,d])=>d);return u.length>0?u.map(([d,p])=>`${d}: ${p}`).join(" \xB7 "):"no word answers"}function ro(e,t,n){let r=new Map(e[t].content.map((o,i)=>[o,i]));return n.flatMap(o=>r.get(o)??[])}function fn(e){return[oo(e),io(e),ao(e),so(e)].filter(n=>n!==null)}function oo({converged:e,ledger:t}){if(e)return null;let n=`${E(t.residual,_(Math.abs(t.residual)))} of the score is unaccounted for`,r=t.exact?"Take the numbers as rough, or explain again with more steps (steps=64).":"Take the numbers as rough.";return{text:`The parts do not add up well: ${n}. ${r}`,offers:null}}function io(e){let{content_patch:t,content_special:n,special_patch:r,special_special:o}=e.ledger.mass;if(n+r+o<=t)return null;let[i,a]=g(e)?e.a.kind==="caption"?["their words","no word"]:["their patches","no place"]:["words and patches","no word and no place"],l=`Only ${D(t)} of what ${be(e)} exchange lies between ${i}.`,s=`The rest sits on units that are ${a}: ${ve(e).join(", ")}.`;return{text:`${l} ${s}`,offers:"special"}}function ao({unknown_words:e}){return e.length===0?null:{text:`The model never saw these words: ${e.join(", ")}.`,offers:null}}function so({broken:e}){if(e===0)return null;let[t,n]=e===1?["value is","counts"]:["values are","count"];return{text:`${e} ${t} not a number and ${n} as zero here.`,offers:null}}function mn(e,t,n,r){let o={context:e,name:t,root:n,units:r,anchor:0,dragging:null};lo(o),uo(o)}function lo(e){let{context:t,root:n}=e;f(t,n,"pointermove",r=>{let o=Le(n,r);o!==null?ot(e,e.dragging??o,o):e.dragging===null&&r.target===n&&w(t,null)}),f(t,n,"pointerleave",()=>{e.dragging===null&&w(t,null)}),f(t,n,"pointerdown",r=>{let o=Le(n,r);o===null||r.button!==0||(r.shiftKey||(e.anchor=o),e.dragging=e.anchor,n.setPointerCapture(r.pointerId))}),f(t,n,"pointerup",r=>co(e,r)),f(t,n,"pointercancel",()=>{e.dragging=null,w(t,null)}),f(t,n,"dblclick",r=>{let o=Le(n,r);o!==null&&fo(e,o)})}function co(e,t){let n=e.dragging;if(e.dragging=null,n===null)return;let r=Le(e.root,t)??n;r===n?hn(e,r):it(e,n,r,mo(t)?"add":"only")}function uo(e){let{context:t,root:n,units:r}=e;f(t,n,"focusin",o=>{let i=$e(o.target);i!==null&&(ho(r(),i),o.target.matches(":focus-visible")&&ot(e,i,i))}),f(t,n,"focusout",()=>w(t,null)),f(t,n,"keydown",o=>{let i=$e(o.target);if(i===null)return;let a=Kt(o.key,i,r().length);if(a!==null)po(e,a,o.shiftKey);else if(o.key==="Enter"||o.key===" ")e.anchor=i,hn(e,i);else return;o.preventDefault()})}function po(e,t,n){n||(e.anchor=t),e.units()[t].element.focus(),ot(e,e.anchor,t),n?it(e,e.anchor,t,"only"):gn(e)}function ot({context:e,name:t,units:n},r,o){let i=Qe(r,o).flatMap(a=>[...n()[a]?.unit.rows??[]]);w(e,{a:[],b:[],[t]:i,from:t})}function hn(e,t){let n=re(e.context.host.store.history.peek().now)!==void 0;it(e,t,t,n?"click":"add")}function it(e,t,n,r){let{context:o,name:i,units:a}=e,l=Qe(t,n).flatMap(s=>[...a()[s]?.unit.tokens??[]]);l.length>0&&o.host.store.act(s=>ee(s,i,l,r)),gn(e)}function fo({context:e,name:t,units:n},r){let o=e.host.pair[t],i=n()[r].unit.tokens,l=(o.kind==="caption"?o.phrases:[]).find(({tokens:s})=>i.some(u=>s.includes(u)));l&&e.host.store.act(s=>ee(s,t,l.tokens))}function mo(e){return e.ctrlKey||e.metaKey}function Le(e,t){let n=$e(t.target);if(n!==null)return n;let r=e.getRootNode();return $e(r.elementFromPoint(t.clientX,t.clientY))}function $e(e){let t=e instanceof Element?e.closest("[data-index]"):null;return t?Number(t.dataset.index):null}function ho(e,t){for(let[n,{element:r}]of e.entries())$(r,{tabindex:n===t?0:-1})}function gn({context:e,name:t}){let{host:n,shown:r,limits:o,announce:i}=e,{a,b:l}=r.peek(),s=r.peek()[t].units,u=x(n.pair[t],n.store.history.peek().now[t]),d=E(B(n.pair,a.units,l.units),o.digits),p=A(n.pair,t,s);i(p?`${p}, ${d}${u.join()===s.join()?", kept":""}`:"nothing kept")}var go=160;function yn(e,t,n){let{host:r,look:o}=e,i=c("div",{class:"caption",role:"listbox",dir:"auto","data-long":n.text.length>go,"aria-label":R(S(r.pair,t)),"aria-multiselectable":"true","aria-orientation":"horizontal"}),a=[];return h(e,()=>{a=yo(n,i,o.pieces.value,o.special.value)}),h(e,()=>{o.pieces.value,o.special.value,bo(e,t,a)}),h(e,()=>{o.pieces.value,o.special.value,vo(e,t,a)}),mn(e,t,i,()=>a),i}function yo(e,t,n,r){let o=[],i=Zt(e,n,r).map(a=>{if(typeof a=="string")return c("span",{class:"gap"},a);let l=c("i",{class:"under"}),s=c("i",{class:"over"}),u=c("span",{class:a.special?"unit special":"unit",role:"option",tabindex:o.length===0?0:-1,"data-index":o.length},s,a.text,l);return o.push({unit:a,element:u,under:l,over:s}),u});return t.replaceChildren(...i),o}function bo({shown:e},t,n){let{answer:r,limit:o}=e.value[t];for(let{unit:i,under:a}of n){let l=H(i.rows.map(p=>r[p])),s=o>0?Math.min(1,Math.abs(l)/o):0,u=l<0?"against":"for";a.dataset.sign!==u&&(a.dataset.sign=u);let d=`scaleY(${s<.02?0:s.toFixed(3)})`;a.style.transform!==d&&(a.style.transform=d)}}function vo({host:e,shown:t},n,r){let{now:o}=e.store.history.value,i=new Set(t.value[n].units),a=new Set(o[n]),l=({rows:d})=>d.length>0&&d.every(p=>i.has(p)),s=({tokens:d})=>d.length>0&&d.every(p=>a.has(p)),u=r.map(({unit:d})=>s(d)?"kept":l(d)?"lit":void 0);for(let[d,{unit:p,element:m,over:v}]of r.entries()){let C=u[d],P=C!==void 0&&C===u[d+1];$(m,{"aria-selected":String(C==="kept"),"data-state":C,"data-joined":P});let W=xo(o,n,p);v.style.background!==W.background&&Object.assign(v.style,W)}}function xo(e,t,n){let o=e.pins.filter(i=>i.shown&&n.tokens.some(a=>i[t].includes(a))).slice(0,3).map(({colour:i},a)=>{let[l,s]=[3*a,3*a+2];return`linear-gradient(to top, transparent ${l}px, ${j(i)} ${l}px ${s}px, transparent ${s}px)`});return{background:o.join(", "),height:`${3*o.length}px`}}var ue=4;function wo(e){let t=0;return e.map(n=>{let r=t;return t+=n.value,{...n,from:r,to:t}})}function ko(e,t){let n=[0,t,...e.flatMap(({from:i,to:a})=>[i,a])],[r,o]=[Math.min(...n),Math.max(...n)];return o>r?[r,o]:[0,1]}function Ne(e){let{host:t}=e,{rows:n,score:r}=t.pair.ledger,o=wo(n),i=ko(o,r),a=en(n.map(({value:m})=>m),r,ue),l="Point at a part to read what it means.",s=c("p",{class:"explanation","aria-live":"polite"},l),u=c("ul",{class:"parts"},...o.map((m,v)=>So(m,i,a[v])),Po(r,i,be(t.pair))),d=m=>{let v=m.target.closest("[data-explanation]"),C=Qt(t.pair,v?.dataset.key??"");M(s,v?.dataset.explanation??l),w(e,C&&{...C,from:"list"})},p=()=>{M(s,l),w(e,null)};return f(e,u,["pointerover","focusin"],d),f(e,u,["pointerleave","focusout"],p),c("section",{class:"ledger","aria-label":"Where the score comes from"},c("h2",{},"Where the score comes from"),u,s)}function So(e,t,n){let{key:r,name:o,value:i,explanation:a,from:l,to:s}=e;return c("li",{tabindex:0,"data-key":r,"data-explanation":a,"aria-label":`${o}: ${E(n,ue)}. ${a}`},c("span",{class:"name"},o),bn(l,s,t,i<0?"against":"for"),c("span",{class:"value"},E(n,ue)))}function Po(e,t,n){let r=`The cosine of ${n}: the sum of every line above.`;return c("li",{class:"total",tabindex:0,"data-explanation":r,"aria-label":`score: ${T(e,ue)}. ${r}`},c("span",{class:"name"},"score"),bn(0,e,t,"score"),c("span",{class:"value"},T(e,ue)))}function bn(e,t,[n,r],o){let i=s=>100*(s-n)/(r-n),[a,l]=[i(Math.min(e,t)),i(Math.max(e,t))];return c("span",{class:"track","aria-hidden":"true"},c("i",{class:"zero",style:`left: ${i(0).toFixed(2)}%`}),c("i",{class:"piece","data-sign":o,style:`left: ${a.toFixed(2)}%; width: ${(l-a).toFixed(2)}%`}),c("i",{class:"end",style:`left: ${i(t).toFixed(2)}%`}))}function vn(e){let t=k(e.host.pair)[1],n=c("p",{class:"note"});return h(e,()=>M(n,Lo(e))),c("div",{class:"legend"},Pn(e,t),Mn(e,t),En(e),n)}function xn(e,t){return c("div",{class:"legend own"},Pn(e,t),Mn(e,t))}function wn(e){let t=c("p",{class:"note"});return h(e,()=>M(t,$o(e))),c("div",{class:"legend"},En(e),t)}function kn(e){let{shown:t,limits:n}=e,r=c("span",{class:"height"}),o=c("p",{class:"note"}),i=s=>c("i",{class:"stroke","data-sign":s,"aria-hidden":"true"});h(e,()=>{let s=Math.max(t.value.a.limit,t.value.b.limit);M(r,s>0?`full height ${T(s,n.digits)}`:"every value is zero"),M(o,No(e))});let a=c("div",{class:"scale strokes"},i("for"),"for",i("against"),"against",r),l=de(e,"locked","Locked scale",Sn);return c("div",{class:"legend"},c("div",{class:"controls"},a,l),o)}var Sn="One scale for every selection, so that colours can be compared";function Pn(e,t){let n=c("p",{class:"note title"});return h(e,()=>M(n,Mo(e,t))),n}function Mn(e,t){let n=c("span",{class:"end"}),r=c("span",{class:"end"}),o=c("span",{class:"ramp","aria-hidden":"true",style:`--ramp: ${It()}`});return h(e,()=>{let{limit:i}=e.shown.value[t],a=_(i);M(n,i>0?T(-i,a):"0"),M(r,i>0?E(i,a):"0"),$(o,{"data-empty":i===0})}),c("div",{class:"scale",role:"group","aria-label":"Colour scale, value per patch"},c("span",{class:"pole"},"against"),n,o,r,c("span",{class:"pole"},"for"))}function En(e){let{look:t}=e,n=c("input",{type:"range",min:0,max:1,step:.05,value:t.opacity.peek()});return n.setAttribute("aria-label","Opacity of the heat"),h(e,()=>{n.value=String(t.opacity.value)}),f(e,n,"input",()=>ne(e,{opacity:Number(n.value)})),c("div",{class:"controls"},de(e,"locked","Locked scale",Sn),c("label",{},"Opacity",n),de(e,"grey","Grey picture","Takes the picture's colours away, so that only the heat has any"))}function de(e,t,n,r){let o=c("input",{type:"checkbox"});return f(e,o,"change",()=>ne(e,{[t]:o.checked})),h(e,()=>{o.checked=e.look[t].value}),c("label",{title:r},o,n)}function Mo({host:e,look:t,shown:n},r){let{pair:o}=e,i=b(r),a=A(o,i,n.value[i].units),l=`value per patch${t.smooth.value?", smoothed":""}`;return o[i].kind==="picture"?a?`With ${a}: ${l}`:`No heat: point at the ${S(o,i)}`:a?`On the picture: ${a}, ${l}`:"No heat on the picture: point at a word"}var Eo="Point at words or at the picture; click to keep, drag for several.",st="Unlocked: colours fit this selection only; do not compare them with another.";function Lo(e){if(!e.look.locked.value)return st;let{host:t,shown:n,limits:r}=e,[o,i]=k(t.pair),a=at(e,i);if(a)return`Some patches lie beyond the scale: up to ${a}.`;let{units:l}=n.value[i];if(l.length===0)return n.value[o].from==="preview"?Eo:"";let s=se(rt(t.pair,i,l),"patch","patches");return`Full underline: ${T(n.value[o].limit,r.digits)}, the most any word gets from ${s}.`}function $o({look:e,shown:t}){return e.locked.value?t.value.a.from==="preview"?"Point at either picture; click to keep a patch, drag for a box.":"The scale ends at the most that any patch gets from as many patches as are chosen.":st}function No(e){if(!e.look.locked.value)return st.replace("colours fit","underlines fit");let t=at(e,"a")||at(e,"b");return t?`Some words lie beyond the scale: up to ${t}.`:e.shown.value.a.from==="preview"?"Point at words; click to keep, drag for several.":"A full underline is the most that any word gets from a word or phrase of the other caption."}function at({host:e,shown:t,limits:n},r){let{heat:o,limit:i}=t.value[r],a=le(e.pair[r],o);return a>i*1.0001?T(a,n.digits):""}function Ce(e){let t=fn(e.host.pair).map(({text:n,offers:r})=>c("p",{},n,...r==="special"?[" ",Co(e)]:[]));return c("div",{class:"notices",role:"status"},To(e),...t)}function Co(e){let{special:t}=e.look,n=c("button",{type:"button",class:"link"});return f(e,n,"click",()=>{ne(e,{special:!t.value})}),h(e,()=>M(n,t.value?"Hide them":"Show them")),n}function To(e){let t=c("p",{},"The kernel is gone. The view still works; Python no longer sees what you choose.");return h(e,()=>{t.hidden=e.host.status.value!=="gone"}),t}function Ln(e){let{host:t}=e,{model:n,method:r}=t.pair,o=c("details",{class:"options"},c("summary",{},"Options and keys"),c("div",{class:"sheet"},lt(e,"special","Special units",`${R(Ro(ve(t.pair)))}: ${Ao(t.pair)}, yet part of the score.`),...Oo(e),c("dl",{class:"keys"},...jt(t.pair).flatMap(([a,l])=>[c("dt",{},a),c("dd",{},l)])),c("p",{class:"note"},[n,r,...Ho(t.pair)].join(", "))));return f(e,o,"keydown",a=>{a.key!=="Escape"||!o.open||(o.open=!1,o.querySelector("summary").focus(),a.stopPropagation())}),o}function Oo(e){let{host:t}=e,n=[t.pair.a.kind,t.pair.b.kind],r=g(t.pair)?"The captions as the model reads them.":"The caption as the model reads it.",o=lt(e,"pieces","Word pieces",r),a=lt(e,"smooth","Smooth heat","Blends neighbouring patches; the patches are what was measured.");return[...n.includes("caption")?[o]:[],...n.includes("picture")?[a]:[]]}function Ho(e){let t=oe.map((n,r)=>`${S(e,n)} at ${jo(e.layers[r],e.depths[r])}`);return e.a.kind==="caption"&&e.b.kind==="picture"?t.reverse():t}function Ao(e){return g(e)?e.a.kind==="caption"?"no word":"no place":"no word, no place"}function Ro(e){return e.length>1?`${e.slice(0,-1).join(", ")} and ${e.at(-1)}`:e[0]??"none here"}function lt(e,t,n,r){return c("div",{class:"option"},de(e,t,n,r),c("small",{},r))}function jo(e,t){return e===t?"the pooling":`layer ${e} of ${t}`}function Cn(e,t,n,r){let o={context:e,name:t,side:n,root:r,anchor:null,cursor:null,corner:null};Wo(o),Fo(o)}function Wo(e){let{context:t,root:n}=e;f(t,n,"pointermove",r=>Tn(e,Te(e,e.anchor,ct(e,r)))),f(t,n,"pointerleave",()=>{e.anchor===null&&w(t,null)}),f(t,n,"pointerdown",r=>{r.button===0&&(e.anchor=ct(e,r),e.cursor=e.anchor,n.setPointerCapture(r.pointerId))}),f(t,n,"pointerup",r=>{if(e.anchor===null)return;let o=Te(e,e.anchor,ct(e,r)),i=r.ctrlKey||r.metaKey||r.shiftKey;On(e,o,i?"add":o.length===1?"click":"only"),e.anchor=null}),f(t,n,"pointercancel",()=>{e.anchor=null,w(t,null)})}function Fo(e){let{context:t,root:n}=e;f(t,n,"focusin",()=>{n.matches(":focus-visible")&&Nn(e,$n(e))}),f(t,n,"focusout",()=>{e.corner=null,w(t,null)}),f(t,n,"keydown",r=>{let o=$n(e),i=Ft(r.key,o,e.side.rows,e.side.cols);if(i!==null)e.corner=r.shiftKey?e.corner??o:null,Nn(e,i);else if(r.key==="Enter"||r.key===" ")On(e,Te(e,e.corner,o),r.ctrlKey||r.metaKey?"add":"click"),e.corner=null;else{r.key==="Escape"&&(e.anchor=null);return}r.preventDefault()})}function $n({context:e,name:t,cursor:n}){return n??Math.max(0,J(e.shown.peek()[t].heat))}function Nn(e,t){e.cursor=t;let n=Te(e,e.corner,t);Tn(e,n),Hn(e,n)}function Te({side:e},t,n){return t===null?[n]:Gt(e.cols,t,n)}function ct({side:e,root:t},n){let{rows:r,cols:o}=e,i=t.getBoundingClientRect(),a=(s,u,d)=>Math.min(d-1,Math.max(0,Math.floor(s/u*d)));return a(n.clientY-i.top,i.height,r)*o+a(n.clientX-i.left,i.width,o)}function Tn({context:e,name:t,side:n},r){w(e,{a:[],b:[],[t]:x(n,r),from:t})}function On(e,t,n){e.context.host.store.act(r=>ee(r,e.name,t,n)),Hn(e,t)}function Hn({context:e,name:t,side:n},r){let{host:o,limits:i,announce:a,shown:l}=e,s=o.store.history.peek().now[t],u=l.peek()[b(t)],d={a:[],b:[],[t]:x(n,r)};u.from==="kept"&&Object.assign(d,{[b(t)]:u.units});let p=E(B(o.pair,d.a,d.b),i.digits),m=r.length===1?Ee(r[0],n.cols):`${r.length} patches`;a(`${m}, ${p}${r.every(v=>s.includes(v))?", kept":""}`)}function An(e,t,n){let{host:r,look:o}=e,{rows:i,cols:a,width:l,height:s}=n,u=c("img",{src:r.pictures[t],alt:"",draggable:"false"}),d=c("canvas",{width:a,height:i,"aria-hidden":"true"}),p=ge("svg",{viewBox:`0 0 ${a} ${i}`,preserveAspectRatio:"none","aria-hidden":"true"}),m=c("div",{class:"tags","aria-hidden":"true"}),v=c("div",{class:"picture",role:"application","aria-roledescription":"patch grid","aria-label":`${R(S(r.pair,t))} of ${i} by ${a} patches. Arrow keys move, Enter keeps, Shift and arrows draw a box.`,tabindex:0,style:`aspect-ratio: ${l} / ${s}; --shape: ${l/s}`},u,d,p,m);return h(e,()=>Ko(d,e,t)),h(e,()=>{d.style.opacity=String(o.opacity.value),$(v,{"data-smooth":o.smooth.value,"data-grey":o.grey.value})}),h(e,()=>_o(p,e,t,n)),h(e,()=>Do(m,e,t,n)),Cn(e,t,n,v),v}function Ko(e,{shown:t},n){let{heat:r,limit:o}=t.value[n],i=e.getContext("2d");if(!i)return;let a=i.createImageData(e.width,e.height);Ut(r,o,a.data),i.putImageData(a,0,0)}function _o(e,{host:t,shown:n},r,o){let{now:i}=t.store.history.value,{region:a,units:l,from:s}=n.value[r],u=s==="none"?Oe(a,o.cols,"peak"):[];u.push(...Oe(i[r],o.cols,"kept"));for(let d of i.pins.filter(p=>p.shown)){let p=d[r].length>0?"pin":"pin peak";u.push(...Oe(Rn(t.pair,r,o,d),o.cols,p,j(d.colour)))}(s==="hover"||s==="preview")&&u.push(...Oe(Bo(o,l),o.cols,"hovered")),e.replaceChildren(...u)}function Oe(e,t,n,r){if(e.length===0)return[];let o=tn(e,t),i=r?`stroke: ${r}`:void 0;return[ge("path",{d:o,class:"casing"}),ge("path",{d:o,class:n,style:i})]}function Rn(e,t,n,r){if(r[t].length>0)return r[t];let o=b(t);return Me(ie(e,o,x(e[o],r[o])),n.cols)}function Do(e,{host:t},n,r){let{rows:o,cols:i}=r,a=new Map,l=t.store.history.value.now.pins.flatMap(s=>{let{colour:u}=s;if(!s.shown)return[];let d=Rn(t.pair,n,r,s)[0];if(d===void 0)return[];let p=a.get(d)??0;a.set(d,p+1);let[m,v]=[Math.floor(d/i)/o,d%i/i],P=`${`top: ${100*m}%; left: calc(${100*v}% + ${18*p}px)`}; --pin: ${j(u)}; --on-pin: ${xe(u)}`;return[c("span",{class:"tag",style:P},we(u))]});e.replaceChildren(...l)}function Bo(e,t){let n=new Set(t);return e.content.flatMap((r,o)=>n.has(r)?[o]:[])}var Uo=.1,Wn="share of the score";function He(e){let{host:t}=e,n=c("ul",{class:"rows"}),r=c("p",{class:"note"},`Keep ${Io(t.pair)}, then pin it here to compare it with others.`),o=c("small",{},Wn),i=new AbortController;return h(e,()=>{let a=t.store.history.value.now.pins;i.abort(),i=new AbortController;let l={...e,stop:AbortSignal.any([e.stop,i.signal])};n.replaceChildren(...a.map(s=>zo(l,s))),r.hidden=a.length>0,o.hidden=a.length===0}),c("section",{"aria-label":"Pins"},c("h2",{},"Pins",o),n,r)}function Io(e){return g(e)?e.a.kind==="caption"?"a word or a phrase":"a patch or a region":"a word or a region"}function Ae(e){let{pair:t}=e.host,n=Math.abs(t.top_pairs[0]?.value??0),r=t.top_pairs.filter(({value:s})=>Math.abs(s)>=Uo*n),[o,i]=k(t),a=r.map(({a:s,b:u,value:d})=>{let p={a:jn(t,"a",s),b:jn(t,"b",u)};return Kn(e,{a:s,b:u,name:p[o],where:Fn(t,p[i]),value:d})}),l=c("p",{class:"note"},Vo(t));return c("section",{"aria-label":"Strongest pairs"},c("h2",{},"Strongest pairs",a.length>0?c("small",{},Wn):""),a.length>0?c("ul",{class:"rows"},...a):l)}function jn(e,t,n){let r=e[t];return r.kind==="caption"?ke(r,n):(g(e)?tt:Z)(n,r.rows,r.cols)}function Fn(e,t){return g(e)?`\xD7 ${t}`:t}function Vo(e){return g(e)?`Nothing of one ${e.a.kind} meets anything of the other.`:"No phrase meets any part of the picture."}function zo(e,t){let{host:n}=e,{pair:r,store:o}=n,i={a:x(r.a,t.a),b:x(r.b,t.b)},a=k(r).map(p=>A(r,p,i[p])).filter(Boolean),l=B(r,i.a,i.b),s=Kn(e,{...t,name:a[0],where:Go(r,t,a[1]),value:l}),u=c("span",{class:"badge",style:`--pin: ${j(t.colour)}; --on-pin: ${xe(t.colour)}`},we(t.colour)),d=c("button",{type:"button",class:"away","aria-label":`Unpin ${a.join(", ")}`,title:"Unpin"},"\xD7");return f(e,d,"click",()=>{o.act(p=>At(p,t.colour)),w(e,null)}),s.querySelector(".what").prepend(u),s.classList.add("pinned"),s.append(d),s}function Go(e,t,n){return n!==void 0?Fn(e,n):g(e)?`, ${S(e,t.a.length>0?"a":"b")}`:""}function Kn(e,{a:t,b:n,name:r,where:o,value:i}){let{host:a,limits:l}=e,s=ae(i,Math.abs(a.pair.ledger.score)),u=c("button",{type:"button",class:"row"},c("span",{class:"what"},c("span",{class:"name"},r),o?c("span",{class:"where"},o.startsWith(",")?o:` ${o}`):""),c("span",{class:"value"},E(i,l.digits)),c("span",{class:"share"},s===null?"":D(s))),{pair:d}=a,p={a:x(d.a,t),b:x(d.b,n),from:"list"};return f(e,u,["pointerenter","focus"],()=>w(e,p)),f(e,u,["pointerleave","blur"],()=>w(e,null)),f(e,u,"click",()=>a.store.act(m=>Ve(m,t,n))),c("li",{},u)}var qo={"+":"for","\u2212":"against"};function Re(e){let{host:t,view:n,shown:r,limits:o}=e,{store:i}=t,a=L=>c("span",{class:L}),[l,s,u,d,p]=["eyebrow","subject","value","share","detail"].map(a),m=(L,De,fr)=>{let yt=c("button",{type:"button",title:De},L);return f(e,yt,"click",fr),yt},v=m("Pin","Keep this selection in the list, with a colour of its own (P)",()=>i.act(ye)),C=m("Clear","Let go of the selection (Esc)",()=>Ge(i,n)),P=m("Undo","Bring back what was kept before (Ctrl or \u2318 + Z)",()=>i.undo()),W=c("div",{class:"readout"},c("div",{class:"said"},c("p",{class:"line"},l,s,u,d),p),c("div",{class:"actions"},v,C,P));return h(e,()=>{let L=pn(t.pair,o,r.value);M(l,L.eyebrow),M(s,L.subject),M(u,L.value),M(d,L.share),M(p,L.detail),$(s,{title:L.subject.length>40?L.subject:void 0}),$(u,{"data-sign":qo[L.value[0]??""]})}),h(e,()=>{let{now:L,past:De}=i.history.value;$(v,{"aria-disabled":te(L)||re(L)!==void 0}),$(C,{"aria-disabled":te(L)&&n.dismissed.value}),$(P,{"aria-disabled":De.length===0})}),W}function _n(e,t,n){let{look:r}=e,o=Se(n).map(({text:a,units:l})=>{let s=c("button",{type:"button",class:"unit special"},a);return f(e,s,["pointerenter","focus"],()=>w(e,{a:[],b:[],[t]:l,from:t})),f(e,s,["pointerleave","blur"],()=>w(e,null)),s}),i=c("div",{class:"specials"},c("span",{class:"note"},"Off the picture:"),...o);return h(e,()=>{i.hidden=!r.special.value||o.length===0}),i}function Dn(e){let{a:t,b:n}=e.host.pair;return[...t.kind!==n.kind?Yo(e):t.kind==="caption"?Jo(e):Zo(e),Ln(e)]}function Yo(e){let[t,n]=k(e.host.pair).map(r=>ut(e,r));return[c("div",{class:"head"},...t,Re(e),Ce(e)),c("div",{class:"body"},c("div",{class:"main"},...n,vn(e)),c("div",{class:"side"},He(e),Ae(e),Ne(e)))]}function Jo(e){let t=oe.map(n=>c("div",{class:"labelled"},Bn(e,n),...ut(e,n)));return[c("div",{class:"head alike"},...t,Re(e),Ce(e)),c("div",{class:"body of-captions"},c("div",{class:"side"},kn(e),He(e),Ae(e)),c("div",{class:"side"},Ne(e)))]}function Zo(e){let t=oe.map(n=>c("div",{class:"labelled"},Bn(e,n),...ut(e,n),xn(e,n)));return[c("div",{class:"head alike"},Re(e),Ce(e)),c("div",{class:"body of-pictures"},c("div",{class:"both"},c("div",{class:"pictures"},...t),wn(e)),c("div",{class:"side"},He(e),Ae(e)),c("div",{class:"side"},Ne(e)))]}function ut(e,t){let n=e.host.pair[t];return n.kind==="caption"?[yn(e,t,n)]:[An(e,t,n),_n(e,t,n)]}function Bn(e,t){return c("p",{class:"note label"},R(S(e.host.pair,t)))}var Xo=150;function Un(e){let t=c("p",{class:"heard",role:"status","aria-live":"polite"}),n;return e.addEventListener("abort",()=>clearTimeout(n),{once:!0}),{element:t,announce:o=>{clearTimeout(n),n=setTimeout(()=>{t.textContent=o},Xo)}}}var In=`.label {
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
`;var Vn=`:host {
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
`;var zn=`.caption {
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
`;var Gn=`.parts li {
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
`;var qn=`.legend {
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
`;var Yn=`.side {
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
`;var Jn=`.options summary {
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
`;var Zn=`.body {
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
`;var Xn=`.readout {
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
`;var Qn=`@container (max-width: 900px) {
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
`;var er=[Vn,zn,In,Xn,Zn,qn,Yn,Gn,Jn,Qn].join(`
`);function ci(e,t){let n=e.dataset.jpThemeLight;if(n!==void 0)return n==="false"?"dark":"light";let r=[...e.classList,...e.ownerDocument.documentElement.classList];return r.some(o=>["vscode-dark","vscode-high-contrast","dark","dark-theme"].includes(o))?"dark":r.some(o=>["vscode-light","light","light-theme"].includes(o))?"light":t?"dark":"light"}function tr(e,t){let{body:n,documentElement:r}=document,o=window.matchMedia("(prefers-color-scheme: dark)"),i=()=>e(ci(n,o.matches)),a=new MutationObserver(i);for(let l of[n,r])a.observe(l,{attributes:!0,attributeFilter:["class","data-jp-theme-light"]});t.addEventListener("abort",()=>a.disconnect(),{once:!0}),o.addEventListener("change",i,{signal:t}),i()}function nr(e,t,n){let r=Un(n),o={session:e,view:$t(),stop:n,announce:r.announce},i=c("div",{class:"pairlens","data-lm-suppress-shortcuts":!0}),a=i.attachShadow({mode:"open"}),l=c("div",{class:"stage"}),s=c("div",{class:"view"},l,r.element);return a.append(c("style",{},er),s),tr(u=>{s.dataset.theme=u},n),ui(o,l),s.addEventListener("keydown",u=>pi(u,o),{signal:n}),n.addEventListener("abort",()=>i.remove(),{once:!0}),t.append(i),i}function ui(e,t){let n=new AbortController;h(e,()=>{let r=e.session.explained.value;n.abort(),n=new AbortController;let o=AbortSignal.any([e.stop,n.signal]),i=Ot(t);e.view.hover.value=null,I(()=>t.replaceChildren(...Dn(di(e,r,o)))),i()})}function di({session:e,view:t,announce:n},r,o){let i={...e,...r},a=Ct(e.store),l=on(r.pair),s=V(()=>un(r.pair,l,{shared:e.store.history.value.now,hover:t.hover.value,locked:a.locked.value,dismissed:t.dismissed.value}));return{host:i,view:t,look:a,limits:l,shown:s,stop:o,announce:n}}function pi(e,{session:t,view:n,announce:r}){e.defaultPrevented||hi(e)||Wt(e,t.store,n)&&(r(fi(t)),e.preventDefault(),e.stopPropagation())}function fi({explained:e,store:t}){let{pair:n}=e.peek(),{now:r}=t.history.peek(),[o,i]=k(n).map(a=>{let l=n[a].kind==="caption"?"word pieces":"patches";return g(n)?`${r[a].length} ${l} of the ${S(n,a)}`:`${r[a].length} ${l}`});return`${o} and ${i} kept, ${r.pins.length} pinned`}var mi=new Set(["text","search","number","url"]);function hi(e){let t=e.composedPath()[0];return t instanceof HTMLInputElement?mi.has(t.type):t instanceof HTMLTextAreaElement||t instanceof HTMLSelectElement}var dt=class extends Error{};function rr(e,t){let n=new Map,r=gi(),o=(a,l=[])=>{let s=a,u=n.get(s?.id);u&&(s.type==="accepted"?u.ears.accepted?.():s.type==="progress"?u.ears.progress?.(s):(n.delete(s.id),s.type==="answer"?u.resolve({content:s.content??{},buffers:l}):s.type==="cancelled"?u.reject(new DOMException("cancelled","AbortError")):u.reject(new dt(s.message??"Python could not answer."))))};return e.on("msg:custom",o),t.addEventListener("abort",()=>e.off("msg:custom",o),{once:!0}),{ask:(a,l=[],s={})=>new Promise((u,d)=>{let p=r();n.set(p,{ears:s,resolve:u,reject:d});let m=()=>{n.delete(p)&&(e.send({type:"cancel",id:p}),d(new DOMException("cancelled","AbortError")))};s.signal?.addEventListener("abort",m,{once:!0}),e.send({type:"ask",id:p,question:a},void 0,l)})}}function gi(){let e=Math.random().toString(36).slice(2),t=0;return()=>(t+=1,`${e}-${t}`)}var yi={caption:{trait:"selected_tokens",key:"tokens"},picture:{trait:"selected_patches",key:"patches"}};function U(e,t){return g(e)?{trait:`selected_${t}`,key:t}:yi[e[t].kind]}function Fe(e,t){let[n,r]=k(e);return{[U(e,n).trait]:t[n],[U(e,r).trait]:t[r],pins:t.pins.map(o=>ir(e,o)),focused_pin:t.focus,look:Ie(t.look),bookmarks:t.bookmarks.map(o=>bi(e,o))}}function Ke(e,t,n=""){let r=We(t("bookmarks")).map(i=>xi(e,i,n));return{...or(e,t,i=>ft(t(U(e,i).trait)),n),bookmarks:r}}function or(e,t,n,r){let o=t("focused_pin");return{a:n("a"),b:n("b"),pins:We(t("pins")).map(i=>vi(e,i)),focus:typeof o=="number"?o:null,look:Pt(t("look")),revision:r}}function ir(e,t){let n=r=>t[r].length>0?{[r]:t[r].map(o=>pt(e,o))}:{};return{...pt(e,t),colour:t.colour,...t.name?{name:t.name}:{},...t.shown?{}:{shown:!1},...n("plus"),...n("minus")}}function pt(e,t){let[n,r]=k(e);return{[U(e,n).key]:t[n],[U(e,r).key]:t[r]}}function bi(e,t){return{name:t.name,...pt(e,t),pins:t.pins.map(n=>ir(e,n)),focused_pin:t.focus,look:Ie(t.look),revision:t.revision}}function vi(e,t){return ze({...je(e,t),plus:We(t.plus).map(n=>je(e,n)),minus:We(t.minus).map(n=>je(e,n)),name:String(t.name??""),shown:t.shown!==!1},Number(t.colour))}function je(e,t){return{a:ft(t[U(e,"a").key]),b:ft(t[U(e,"b").key])}}function xi(e,t,n){let r=je(e,t),o=or(e,i=>t[i],i=>r[i],String(t.revision??n));return{name:String(t.name??""),...o}}function ft(e){return e??[]}function We(e){return e??[]}function mt(e,t){if(e.version!==3)throw new Error(`This view reads explanations of version 3; this one is of version ${e.version}.`);let n=wi(t),r=e.a.kinds.length;if(r===0||n.length%r!==0)throw new Error(`The matrix has ${n.length} values, which is no multiple of ${r} units.`);let o=ki(n);return{...e,a:ar(e.a),b:ar(e.b),matrix:n,sent:n.length/r,broken:o}}function ar(e){let t=e.kind==="caption"?"content":"patch";return{...e,content:e.kinds.flatMap((n,r)=>n===t?[r]:[])}}function wi(e){let t=ArrayBuffer.isView(e)?new DataView(e.buffer,e.byteOffset,e.byteLength):new DataView(e);if(t.byteLength%4!==0)throw new Error(`${t.byteLength} bytes do not make whole float32 values.`);let n=new Float32Array(t.byteLength/4);for(let r=0;r<n.length;r+=1)n[r]=t.getFloat32(4*r,!0);return n}function ki(e){let t=0;for(let n=0;n<e.length;n+=1)Number.isFinite(e[n])||(e[n]=0,t+=1);return t}var Si=30;function ur(e,t){let n=new Map,r=(P,W)=>{e.on(P,W),t.addEventListener("abort",()=>e.off(P,W),{once:!0})},o=gt(n,lr(e,t)),i=P=>e.get(P),a=Lt(Ke(o.pair,i,o.revision)),l=O(ht(e,n,o)),s=O(e.get("_live")),u=Mi(a,n,o),d=()=>{let P=u.peek();return Ke(P.pair,i,P.revision)};for(let P of Object.keys(Fe(o.pair,a.history.peek().now)))r(`change:${P}`,()=>{sr(e,u)&&a.act(d)});r("change:_revision",()=>{if(sr(e,u))return;let P=n.get(_e(e))??gt(n,lr(e,t));l.value=ht(e,n,P),a.act(()=>Ke(P.pair,i,P.revision))}),r("change:_variants",()=>{l.value=ht(e,n,u.peek())}),r("change:_live",()=>{s.value=e.get("_live")});let p=rr(e,t),m=G(()=>Pi(p,e,u.value,a));t.addEventListener("abort",m,{once:!0});let v=G(()=>Li(e,u.value.pair,a.history.value.now));t.addEventListener("abort",v,{once:!0});let C=e.get("_lesson")??null;return{store:a,status:O("live"),explained:u,variants:l,live:s,lesson:C,desk:p}}function Pi(e,t,{revision:n,pair:r},o){if(n===_e(t))return;let i=Fe(r,o.history.peek().now);e.ask({kind:"show",revision:n,chosen:i}).catch(()=>{})}function sr(e,t){return _e(e)===t.peek().revision}function Mi(e,t,n){let r=n;return V(()=>(r=t.get(e.history.value.now.revision)??r,r))}function gt(e,t){e.set(t.revision,t);for(let n of[...e.keys()].slice(0,Math.max(0,e.size-Si)))e.delete(n);return t}function _e(e){return String(e.get("_revision")??"")}function lr(e,t){let n=mt(e.get("_pair"),e.get("_matrix")),r={a:cr(e,"a",t),b:cr(e,"b",t)};return{revision:_e(e),pair:n,pictures:r}}function ht(e,t,n){return(e.get("_variants")??[]).map(o=>gt(t,Ei(o,mt(o.pair,o.matrix),n)))}function Ei({revision:e,noise:t},n,{pictures:r}){return{revision:e,noise:t,pair:n,pictures:r}}function cr(e,t,n){let r=$i(e.get(`_picture_${t}`));if(r.length===0)return"";let o=URL.createObjectURL(new Blob([r],{type:"image/png"}));return n.addEventListener("abort",()=>URL.revokeObjectURL(o),{once:!0}),o}function dr(e,t,n,r){let o=()=>queueMicrotask(()=>{e.status.value=n.classList.contains("jupyter-widgets-disconnected")?"gone":"live"});t.on("comm_live_update",o),r.addEventListener("abort",()=>t.off("comm_live_update",o),{once:!0}),o()}function Li(e,t,n){let o=Object.entries({...Fe(t,n),_seen:n.revision}).filter(([i,a])=>JSON.stringify(e.get(i))!==JSON.stringify(a));for(let[i,a]of o)e.set(i,a);o.length>0&&e.save_changes()}function $i(e){let t=ArrayBuffer.isView(e)?new Uint8Array(e.buffer,e.byteOffset,e.byteLength):new Uint8Array(e);return new Uint8Array(t)}function pr(e,t,n){let r=new Set,o=()=>{if(!(!t.isConnected||n.aborted))for(let l of Ni(t,e))l.style.display="none",r.add(l)},i=new ResizeObserver(o);i.observe(t);let a=()=>{i.disconnect();for(let l of r)l.style.removeProperty("display")};n.addEventListener("abort",a,{once:!0})}function Ni(e,t){let n=`[data-pairlens="${CSS.escape(t)}"]`;for(let r=e.parentElement;r;r=r.parentElement){let o=[...r.querySelectorAll(n)];if(o.length>0)return o.map(i=>i.closest(".jp-OutputArea-child")??i)}return[]}var sc=()=>{let e;return{initialize({model:t,signal:n}){e=ur(t,n)},render({model:t,el:n,signal:r}){let o=nr(e,n,r);pr(String(t.get("_static_id")),o,r),dr(e,t,n,r)}}};export{sc as default};
