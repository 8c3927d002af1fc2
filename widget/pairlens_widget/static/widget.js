var On=Symbol.for("preact-signals");function Oe(){if(R>1)R--;else{var e,t=!1;for((function(){var o=se;for(se=void 0;o!==void 0;){var i=o.S;if(i.v===o.v)for(var a=i.t;a!==void 0;a=a.x)a.i===o.i&&(a.i=i.i);o=o.o}})();q!==void 0;){var n=q;for(q=void 0,ae++;n!==void 0;){var r=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&ot(n))try{n.c()}catch(o){t||(e=o,t=!0)}n=r}}if(ae=0,R--,t)throw e}}var G,b=void 0;function ce(e){var t=b,n=G;b=void 0,G=void 0;try{return e()}finally{b=t,G=n}}var q=void 0,R=0,ae=0;var nt=0,se=void 0,le=0;function rt(e){if(b!==void 0){var t=e.n;if(t===void 0||t.t!==b)return t={i:0,S:e,p:b.s,n:void 0,t:b,e:void 0,x:void 0,r:t},b.s!==void 0&&(b.s.n=t),b.s=t,e.n=t,32&b.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=b.s,t.n=void 0,b.s.n=t,b.s=t),t}}function N(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,this.Z=t?.unwatched,this.name=t?.name}N.prototype.brand=On;N.prototype.h=function(){return!0};N.prototype.S=function(e){var t=this,n=this.t;n!==e&&e.e===void 0&&(e.x=n,this.t=e,n!==void 0?n.e=e:ce(function(){var r;(r=t.W)==null||r.call(t)}))};N.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.e,r=e.x;n!==void 0&&(n.x=r,e.e=void 0),r!==void 0&&(r.e=n,e.x=void 0),e===this.t&&(this.t=r,r===void 0&&ce(function(){var o;(o=t.Z)==null||o.call(t)}))}};N.prototype.subscribe=function(e){var t=this;return Y(function(){var n=t.value;ce(function(){return e(n)})},{name:"sub"})};N.prototype.valueOf=function(){return this.value};N.prototype.toString=function(){return this.value+""};N.prototype.toJSON=function(){return this.value};N.prototype.peek=function(){var e=this;return ce(function(){return e.value})};Object.defineProperty(N.prototype,"value",{get:function(){var e=rt(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.v){if(ae>100)throw new Error("Cycle detected");(function(n){R!==0&&ae===0&&n.l!==nt&&(n.l=nt,se={S:n,v:n.v,i:n.i,o:se})})(this),this.v=e,this.i++,le++,R++;try{for(var t=this.t;t!==void 0;t=t.x)t.t.N()}finally{Oe()}}}});function C(e,t){return new N(e,t)}function ot(e){for(var t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}function it(e){for(var t=e.s;t!==void 0;t=t.n){var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function at(e){for(var t=e.s,n=void 0;t!==void 0;){var r=t.p;t.i===-1?(t.S.U(t),r!==void 0&&(r.n=t.n),t.n!==void 0&&(t.n.p=r)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=void 0),t=r}e.s=n}function W(e,t){N.call(this,void 0,t),this.x=e,this.s=void 0,this.g=le-1,this.f=4}W.prototype=new N;W.prototype.h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===le))return!0;if(this.g=le,this.f|=1,this.i>0&&!ot(this))return this.f&=-2,!0;var e=b;try{it(this),b=this;var t=this.x();(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(n){this.v=n,this.f|=16,this.i++}return b=e,at(this),this.f&=-2,!0};W.prototype.S=function(e){if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}N.prototype.S.call(this,e)};W.prototype.U=function(e){if(this.t!==void 0&&(N.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=t.n)t.S.U(t)}};W.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(var e=this.t;e!==void 0;e=e.x)e.t.N()}};Object.defineProperty(W.prototype,"value",{get:function(){if(1&this.f)throw new Error("Cycle detected");var e=rt(this);if(this.h(),e!==void 0&&(e.i=this.i),16&this.f)throw this.v;return this.v}});function st(e,t){return new W(e,t)}function lt(e){var t=e.j;if(e.j=void 0,typeof t=="function"){R++;var n=b;b=void 0;try{t()}catch(r){throw e.f&=-2,e.f|=8,Ae(e),r}finally{b=n,Oe()}}}function Ae(e){for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,lt(e)}function An(e){if(b!==this)throw new Error("Out-of-order effect");at(this),b=e,this.f&=-2;try{8&this.f&&Ae(this)}finally{Oe()}}function D(e,t){this.x=e,this.j=void 0,this.s=void 0,this.u=void 0,this.f=32,this.name=t?.name,G&&G.push(this)}D.prototype.c=function(){var e=this.S();try{if(8&this.f||this.x===void 0)return;var t=this.x();typeof t=="function"&&(this.j=t)}finally{e()}};D.prototype.S=function(){if(1&this.f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,lt(this),it(this),R++;var e=b;return b=this,An.bind(this,e)};D.prototype.N=function(){2&this.f||(this.f|=2,this.u=q,q=this)};D.prototype.d=function(){this.f|=8,1&this.f||Ae(this)};D.prototype.dispose=function(){this.d()};function Y(e,t){var n=new D(e,t);try{n.c()}catch(o){throw n.d(),o}var r=n.d.bind(n);return r[Symbol.dispose]=r,r}var jn="http://www.w3.org/2000/svg";function c(e,t={},...n){let r=document.createElement(e);return E(r,t),r.append(...n),r}function ue(e,t={},...n){let r=document.createElementNS(jn,e);return E(r,t),r.append(...n),r}function E(e,t){for(let[n,r]of Object.entries(t))if(r===void 0||r===!1)e.removeAttribute(n);else{let o=r===!0&&!n.startsWith("aria-")?"":String(r);e.getAttribute(n)!==o&&e.setAttribute(n,o)}}function k(e,t){e.textContent!==t&&(e.textContent=t)}var Rn={a:[],b:[],pins:[]},Wn=200;function de(e){return[...new Set(e)].sort((t,n)=>t-n)}function Kn(e,t,n){let r=de(t);if(n==="only")return r;if(n==="click")return K(e,r)?[]:r;let o=new Set(e);return r.every(a=>o.has(a))?e.filter(a=>!r.includes(a)):de([...e,...r])}function Z(e,t,n,r="only"){return{...e,[t]:Kn(e[t],n,r)}}function je(e,t,n){return{...e,a:de(t),b:de(n)}}function ct(e){return je(e,[],[])}function B(e){return e.a.length+e.b.length===0}function pe(e){if(B(e)||J(e))return e;let t=new Set(e.pins.map(o=>o.colour)),n=0;for(;t.has(n);)n+=1;let r={a:e.a,b:e.b,colour:n};return{...e,pins:[...e.pins,r]}}function J(e){return e.pins.find(t=>K(t.a,e.a)&&K(t.b,e.b))}function ut(e,t){return{...e,pins:e.pins.filter(n=>n.colour!==t)}}function Fn(e,t){return _n(e.now,t)?e:{past:[...e.past,e.now].slice(-Wn),now:t,future:[]}}function Un({past:e,now:t,future:n}){let r=e.at(-1);return r?{past:e.slice(0,-1),now:r,future:[t,...n]}:{past:e,now:t,future:n}}function In({past:e,now:t,future:n}){let[r,...o]=n;return r?{past:[...e,t],now:r,future:o}:{past:e,now:t,future:n}}function _n(e,t){return K(e.a,t.a)&&K(e.b,t.b)&&e.pins.length===t.pins.length&&e.pins.every((n,r)=>Dn(n,t.pins[r]))}function Dn(e,t){return e.colour===t.colour&&K(e.a,t.a)&&K(e.b,t.b)}function K(e,t){return e.length===t.length&&e.every((n,r)=>n===t[r])}function dt(e=Rn){let t=C({past:[],now:e,future:[]}),n=r=>{t.value=r};return{history:t,act:r=>n(Fn(t.peek(),r(t.peek().now))),undo:()=>n(Un(t.peek())),redo:()=>n(In(t.peek()))}}function pt(){return{hover:C(null),locked:C(!0),opacity:C(.85),smooth:C(!1),grey:C(!1),pieces:C(!1),special:C(!1),dismissed:C(!1)}}var Bn=[["\u2190 \u2192 Home End","to another word"]],Vn=[["\u2190 \u2192 \u2191 \u2193","to another patch"]],zn=[["Ctrl or \u2318 + Enter","add a patch or a box"]];function mt(e){let t=[e.a,e.b].some(({kind:i})=>i==="caption"),n=[e.a,e.b].some(({kind:i})=>i==="picture"),r=t&&n?"the caption, the picture":`the ${e.a.kind}s`,o=t&&n?"several words, or a box":t?"several words":"a box";return[["Tab",`to ${r}, the lists`],...t?Bn:[],...n?Vn:[],["Enter or Space","keep it, or let it go"],["Shift + arrows",o],...n?zn:[],["P","pin what is kept"],["Esc","let go"],["Ctrl or \u2318 + Z","undo; with Shift: redo"]]}function ft(e,t,n){let r=e.ctrlKey||e.metaKey,o=e.key.toLowerCase();return r&&o==="z"?(e.shiftKey?t.redo():t.undo(),!0):o==="escape"?(Re(t,n),!0):o==="p"&&!r&&!e.altKey?(t.act(pe),!0):!1}function Re(e,t){t.hover.value=null,B(e.history.peek().now)&&(t.dismissed.value=!0),e.act(ct)}function ht(e,t,n,r){let o=Math.floor(t/r),i=t%r,a=(s,l)=>Math.min(n-1,Math.max(0,s))*r+Math.min(r-1,Math.max(0,l));return e==="ArrowLeft"?a(o,i-1):e==="ArrowRight"?a(o,i+1):e==="ArrowUp"?a(o-1,i):e==="ArrowDown"?a(o+1,i):e==="Home"?a(o,0):e==="End"?a(o,r-1):null}function gt(e,t,n){return e==="ArrowLeft"||e==="ArrowUp"?Math.max(0,t-1):e==="ArrowRight"||e==="ArrowDown"?Math.min(n-1,t+1):e==="Home"?0:e==="End"?n-1:null}var X=["a","b"];function y(e){return e==="a"?"b":"a"}function h(e){return e.a.kind===e.b.kind}function w(e){return e.b.kind==="caption"&&e.a.kind==="picture"?["b","a"]:["a","b"]}function v(e,t){let{kind:n}=e[t];return h(e)?`${t==="a"?"first":"second"} ${n}`:n}function me(e){return h(e)?`the two ${e.a.kind}s`:"caption and picture"}function bt(e){return h(e)?`the ${e.a.kind==="caption"?"words":"patches"} of both ${e.a.kind}s`:"words and patches"}function fe(e){let t=["begin","end","class","register","padding"],r=[...new Set([...e.a.kinds,...e.b.kinds])].filter(i=>i!=="content"&&i!=="patch");return[...t.filter(i=>r.includes(i)),...r.filter(i=>!t.includes(i))]}function A(e){return e.charAt(0).toUpperCase()+e.slice(1)}var Gn=[[255,170,64],[214,72,0]],qn=[[96,176,255],[0,84,196]],yt=["#2db298","#b836d9","#d9ad00","#548c00","#7cadf7","#6e6e76"];function j(e){return yt[e%yt.length]}function he(e){let t=j(e),n=[1,3,5].map(r=>(Number.parseInt(t.slice(r,r+2),16)/255)**2.2);return .2126*n[0]+.7152*n[1]+.0722*n[2]>.18?"#111":"#fff"}function ge(e){let t=String.fromCharCode(65+e%26);return e<26?t:`${t}${Math.floor(e/26)+1}`}function vt(e,t){let n=t>0?Math.min(1,Math.abs(e)/t):0,[r,o]=e<0?qn:Gn;return{rgb:Yn(r,o,n),alpha:n}}function Yn(e,t,n){let r=o=>Math.round(e[o]+(t[o]-e[o])*n);return[r(0),r(1),r(2)]}function xt(e,t,n){e.forEach((r,o)=>{let{rgb:i,alpha:a}=vt(r,t);n.set([...i,255*a],4*o)})}function wt(e=9){return`linear-gradient(to right, ${Array.from({length:e},(n,r)=>{let o=-1+2*r/(e-1),{rgb:i,alpha:a}=vt(o,1);return`rgb(${i.join(" ")} / ${a.toFixed(3)}) ${(50*(o+1)).toFixed(1)}%`}).join(", ")})`}function m(e,t,n,r){for(let o of[n].flat())t.addEventListener(o,r,{signal:e.stop})}function x({view:e},t){let n=e.hover.peek();n?.from===t?.from&&St(n?.a,t?.a)&&St(n?.b,t?.b)||(e.hover.value=t)}function St(e=[],t=[]){return e.length===t.length&&e.every((n,r)=>n===t[r])}function g(e,t){e.stop.addEventListener("abort",Y(t),{once:!0})}function S(e,t){return t.map(n=>e.content[n])}function We(e,t,n){return t<e.sent?e.matrix[t*e.a.kinds.length+n]:0}function Fe(e,t,n){let r=new Float64Array(e[y(t)].kinds.length);for(let o of n)for(let i=0;i<r.length;i+=1)r[i]+=t==="a"?We(e,i,o):We(e,o,i);return r}function Ue(e,t){return Float64Array.from(e.content,n=>t[n])}function Q(e,t,n){return Ue(e[y(t)],Fe(e,t,n))}function H(e){let t=0;for(let n of e)t+=n;return t}function kt(e,t,n){let r=0;for(let o of n)for(let i of t)r+=We(e,o,i);return r}function Mt(e){let t=0;for(let n of e)t=Math.max(t,Math.abs(n));return t}function ee(e,t){let n=e/t;return Number.isFinite(n)&&Math.abs(n)<10?n:null}function Ie(e,t,n){let r=o=>Math.max(0,o*n);return ee(H(t.map(o=>r(e[o]))),H(Array.from(e,r)))}function $t(e,t,n){let[r,o]=Ke(Math.floor(t/e),Math.floor(n/e)),[i,a]=Ke(t%e,n%e),s=[];for(let l=r;l<=o;l+=1)for(let u=i;u<=a;u+=1)s.push(l*e+u);return s}function _e(e,t){let[n,r]=Ke(e,t);return Array.from({length:r-n+1},(o,i)=>n+i)}function Ke(e,t){return e<t?[e,t]:[t,e]}function be(e,t){let{text:n,words:r}=e,o=new Set(t),i=[];for(let[a,s]of r.entries()){let l=s.tokens.filter(d=>o.has(d)),u=i.at(-1);l.length!==0&&(l.length<s.tokens.length?i.push({last:Number.NaN,start:0,end:0,text:Zn(e,l)}):u&&u.last===a-1?Object.assign(u,{last:a,end:s.end,text:n.slice(u.start,s.end)}):i.push({last:a,start:s.start,end:s.end,text:s.text}))}return i.map(a=>a.text).join(" \u2026 ")}function Zn(e,t){return t.map(n=>De(e,n)).join("")}function De(e,t){let n=e.content[t],[r,o]=e.spans[n];return o>r?e.text.slice(r,o):e.pieces[n]}function Ct(e,t,n){let{text:r,words:o}=e,i=n?ye(e).map(Xn):[],a=i.filter(({rows:l})=>Et(e,l)),s=0;for(let l of o)l.start>s&&a.push(r.slice(s,l.start)),a.push(...t?Jn(e,l.tokens):[Tt(e,l.text,l.tokens)]),s=Math.max(s,l.end);return s<r.length&&a.push(r.slice(s)),[...a,...i.filter(({rows:l})=>!Et(e,l))]}function Et({kinds:e},t){return e[t[0]]==="begin"}function Tt(e,t,n){return{text:t,tokens:n,rows:S(e,n),special:!1}}function Jn(e,t){return t.map(n=>Tt(e,De(e,n),[n]))}function Xn({text:e,units:t}){return{text:e,rows:t,tokens:[],special:!0}}function ye({kinds:e}){return[...new Set(e)].filter(n=>n!=="content"&&n!=="patch").map(n=>{let r=e.flatMap((o,i)=>o===n?[i]:[]);return{text:r.length===1?n:`${n} \xD7 ${r.length}`,units:r}})}function Lt(e,t){return t==="content_patch"?{a:[...e.a.content],b:[...e.b.content]}:t==="content_special"?{a:Nt(e.a),b:[]}:t==="special_patch"?{a:[],b:Nt(e.b)}:null}function Nt(e){return ye(e).flatMap(({units:t})=>[...t])}function F(e){return e>0?Math.min(9,Math.max(4,1-Math.floor(Math.log10(e)))):4}function $(e,t){let n=Math.abs(e).toFixed(t);return Number(n)===0?n:`${e<0?"\u2212":"+"}${n}`}function L(e,t){return $(e,t).replace("+","")}function U(e){let t=100*e,n=Math.abs(t)<1&&t!==0;return n&&Math.abs(t)<.05?`${t<0?"\u2212":""}<0.1\xA0%`:`${L(t,n?1:0)}\xA0%`}function te(e,t,n=`${t}s`){return`${e} ${e===1?t:n}`}function Ht(e,t,n){let r=10**n,o=e.map(s=>Math.floor(s*r)),i=Math.round(t*r)-o.reduce((s,l)=>s+l,0),a=e.map((s,l)=>[s*r-o[l],l]).sort(([s],[l])=>l-s).slice(0,Math.max(0,i));for(let[,s]of a)o[s]+=1;return o.map(s=>s/r)}function xe(e,t,n=0){let r=V(e,n);if(r<0)return[];let o=e[r]/2,i=s=>o>0?e[s]>=o:e[s]<=o,a=new Set([r]);for(let s of a)for(let l of Qn(s,t,e.length))i(l)&&a.add(l);return[...a].sort((s,l)=>s-l)}function V(e,t=0){let n=-1,r=0;return e.forEach((o,i)=>{let a=t===0?Math.abs(o):o*t;a>r&&([n,r]=[i,a])}),n}function Qn(e,t,n){let r=e%t;return[e-t,e+t,...r>0?[e-1]:[],...r<t-1?[e+1]:[]].filter(o=>o>=0&&o<n)}function Ot(e,t){let n=new Set(e),r=(s,l)=>l>=0&&l<t&&s>=0&&n.has(s*t+l),o=new Map,i=new Map;for(let s of[...n].sort((l,u)=>l-u)){let[l,u]=[Math.floor(s/t),s%t];r(l-1,u)||ve(o,l,u),r(l+1,u)||ve(o,l+1,u),r(l,u-1)||ve(i,u,l),r(l,u+1)||ve(i,u+1,l)}let a=(s,l)=>[...s].map(([u,[d,p]])=>{let f=u.split(":")[0];return l==="H"?`M${d} ${f}H${p}`:`M${f} ${d}V${p}`});return[...a(o,"H"),...a(i,"V")].join("")}function ve(e,t,n){for(let[r,o]of e)if(r.startsWith(`${t}:`)&&o[1]===n){o[1]=n+1;return}e.set(`${t}:${n}`,[n,n+1])}function Be(e,t,n){if(e.length===t*n)return"the whole picture";if(e.length>.6*t*n)return"most of the picture";let r=a=>e.reduce((s,l)=>s+a(l),0)/e.length,o=Math.floor(3*(r(a=>Math.floor(a/n))+.5)/t),i=Math.floor(3*(r(a=>a%n)+.5)/n);return o!==1&&i===1?o===0?"top":"bottom":[["upper","","lower"][o],["left","","right"][i]].filter(Boolean).join(" ")||"centre"}function z(e,t,n){let r=Be(e,t,n);return r.endsWith("picture")?`over ${r}`:`at the ${r}`}function we(e,t){return`patch in row ${Math.floor(e/t)+1}, column ${e%t+1}`}var er=30;function O(e,t,n){if(n.length===0)return"";let r=e[t],o=new Map(r.content.map((a,s)=>[a,s])),i=n.flatMap(a=>o.get(a)??[]);return i.length===0?rr(e,t,n):r.kind==="caption"?tr(r,i):nr(e,t,r,i)}function tr(e,t){let n=be(e,t);return t.length===e.content.length&&n.length>er?"all words":n}function nr(e,t,n,r){let{rows:o,cols:i}=n;return r.length===o*i?`the whole ${v(e,t)}`:r.length===1?we(r[0],i):`${te(r.length,"patch","patches")} ${z(r,o,i)}`}function rr(e,t,n){let r=[...new Set(n.map(o=>e[t].kinds[o]))];return r.length>1?`the ${v(e,t)}'s special units`:n.length===1?`[${r[0]}]`:te(n.length,`${r[0]} unit`)}function Rt(e){let t={a:At(e,"a"),b:At(e,"b")};return{...t,digits:F(t[w(e)[1]](Number.POSITIVE_INFINITY))}}function At(e,t){let n=y(t);if(e[n].kind==="caption"){let o=or(e,n);return()=>o}let r=ir(e,n);return o=>r[Math.min(Math.max(1,o),r.length-1)]}function Wt(e){return e.kind==="caption"?e.words.map(({tokens:t})=>t):e.content.map((t,n)=>[n])}function ne(e,t){return Mt(Wt(e).map(n=>H(n.map(r=>t[r]))))}function or(e,t){let n=e[t];if(n.kind!=="caption")return 0;let r=e[y(t)],o=[...n.words,...n.phrases].map(({tokens:i})=>ne(r,Q(e,t,S(n,i))));return Math.max(0,...o)}function ir(e,t){let n=e[y(t)],r=new Float64Array(e[t].content.length+1);for(let o of Wt(n)){let i=Q(e,y(t),S(n,o)).sort();jt(r,i,-1),jt(r,i.reverse(),1)}return r}function jt(e,t,n){let r=0;for(let o=0;o<t.length;o+=1)r+=Math.max(0,n*t[o]),e[o+1]=Math.max(e[o+1],r)}function Ut(e,t,n){let r={a:Kt(e,"a",n),b:Kt(e,"b",n)};return{a:Ft(e,t,"a",r,n.locked),b:Ft(e,t,"b",r,n.locked)}}function Kt(e,t,n){let{shared:r,hover:o}=n;return o&&o[t].length>0?{units:o[t],from:"hover"}:r[t].length>0?{units:S(e[t],r[t]),from:"kept"}:ar(e,t,n)?{units:S(e[t],e.top_pairs[0][t]),from:"preview"}:{units:[],from:"none"}}function ar(e,t,{shared:n,hover:r,dismissed:o}){return o||n[y(t)].length>0||Ve(e)?!1:h(e)?r===null||r.a.length+r.b.length===0:t===w(e)[0]}function Ft(e,t,n,r,o){let i=e[n],a=r[y(n)],s=Fe(e,y(n),a.units),l=Ue(i,s),u=a.from==="preview"&&e.top_pairs[0].value<0?-1:lr(l);return{...r[n],answer:s,heat:l,limit:o?t[n](ze(e,y(n),a.units)):ne(i,l),region:i.kind==="picture"?xe(l,i.cols,u):[],sign:u}}var sr=.001;function Ve(e){return Math.abs(e.top_pairs[0]?.value??0)<sr}function lr(e){let t=e[V(e,1)]??0;return-(e[V(e,-1)]??0)>2*t?-1:1}function ze(e,t,n){let r=new Set(e[t].content);return n.some(o=>!r.has(o))?r.size:n.length}function _t(e,t,n){let[r,o]=w(e),i=n[r].from==="preview"&&!["none","preview"].includes(n[o].from),a={a:n.a.units,b:n.b.units,...i?{[r]:[]}:{}};if(a.a.length===0&&a.b.length===0)return dr(e);let s=I(e,a.a,a.b),l=$(s,t.digits);return{eyebrow:cr(e,n,a),subject:[O(e,r,a[r]),O(e,o,a[o])].filter(Boolean).join(" \xD7 "),value:l,share:Number(l)===0?"":ur(e,s),detail:fr(e,t,n,a)}}function cr(e,t,n){let[r]=w(e);return t[r].from==="preview"&&n[r].length>0?h(e)?"Strongest pair":"Strongest phrase":!h(e)||n.a.length>0&&n.b.length>0?"":n.a.length>0?"First":"Second"}function I(e,t,n){return kt(e,t.length>0?t:e.a.content,n.length>0?n:e.b.content)}function ur(e,t){let n=ee(t,Math.abs(e.ledger.score));return n===null?"":`${U(n)} of the score`}function dr(e){let t=Math.abs(e.top_pairs[0]?.value??0),n=Ve(e);return{eyebrow:"",subject:n?"No pair stands out":"Nothing selected",value:"",share:"",detail:n?t===0?`Every value between ${bt(e)} is zero.`:`The largest sum of ${pr(e)} is ${L(t,F(t))}.`:mr(e)}}function pr(e){return h(e)?e.a.kind==="caption"?"two phrases":"two regions":"a phrase and its region"}function mr(e){return h(e)?e.a.kind==="caption"?"Hover a word of either caption to see which words of the other it met.":"Hover either picture to see where it met the other.":"Hover a word to see where it met the picture, or the picture to see which words it met."}function fr(e,t,n,r){let[o,i]=w(e),a=r[i].length===0||r[i].length===e[i].content.length;if(r[o].length>0&&a)return It(e,t,n,i);let s=r[o].length>0?gr(e,n,i):"";return s?`${s} lies there`:It(e,t,n,o)}function It(e,t,n,r){return e[r].kind==="caption"?br(e,t,n,r):hr(e,n,r)}function hr(e,t,n){let r=e[n],{region:o,heat:i,sign:a}=t[n];if(r.kind!=="picture"||r.content.length===1)return"this picture is a single patch";let s=h(e)?` of the ${v(e,n)}`:"";if(o.length===0)return`nothing on the ${v(e,n)}, for or against`;let l=Ie(i,o,a),[u,d]=a>0?["strongest","positive"]:["most against","negative"],p=l===null?"":`, ${U(l)} of its ${d} attribution`;return`${u} ${z(o,r.rows,r.cols)}${s}${p}`}function gr(e,t,n){let{units:r,heat:o}=t[n],i=yr(e,n,r);if(i.length!==r.length)return"";let a=H(i.map(u=>o[u]))<0?-1:1,s=Ie(o,i,a),l=h(e)?`the ${v(e,y(n))}'s`:"its";return s===null?"":`${U(s)} of ${l} ${a>0?"positive":"negative"} attribution`}function br(e,{digits:t},n,r,o=3){let i=e[r],s=(i.kind==="caption"?i.words:[]).map(d=>({text:/^[\p{P}\p{S}]+$/u.test(d.text)?`\u201C${d.text}\u201D`:d.text,value:H(d.tokens.map(p=>n[r].heat[p]))})),l=d=>s.filter(({value:p})=>Number($(p,t).replace("\u2212","-"))*d>0).sort((p,f)=>d*(f.value-p.value)).slice(0,o).map(({text:p,value:f})=>`${p} ${$(f,t)}`).join(", "),u=[["for",l(1)],["against",l(-1)]].filter(([,d])=>d);return u.length>0?u.map(([d,p])=>`${d}: ${p}`).join(" \xB7 "):"no word answers"}function yr(e,t,n){let r=new Map(e[t].content.map((o,i)=>[o,i]));return n.flatMap(o=>r.get(o)??[])}function Dt(e){return[vr(e),xr(e),wr(e),Sr(e)].filter(n=>n!==null)}function vr({converged:e,ledger:t}){if(e)return null;let n=`${$(t.residual,F(Math.abs(t.residual)))} of the score is unaccounted for`,r=t.exact?"Take the numbers as rough, or explain again with more steps (steps=64).":"Take the numbers as rough.";return{text:`The parts do not add up well: ${n}. ${r}`,offers:null}}function xr(e){let{content_patch:t,content_special:n,special_patch:r,special_special:o}=e.ledger.mass;if(n+r+o<=t)return null;let[i,a]=h(e)?e.a.kind==="caption"?["their words","no word"]:["their patches","no place"]:["words and patches","no word and no place"],s=`Only ${U(t)} of what ${me(e)} exchange lies between ${i}.`,l=`The rest sits on units that are ${a}: ${fe(e).join(", ")}.`;return{text:`${s} ${l}`,offers:"special"}}function wr({unknown_words:e}){return e.length===0?null:{text:`The model never saw these words: ${e.join(", ")}.`,offers:null}}function Sr({broken:e}){if(e===0)return null;let[t,n]=e===1?["value is","counts"]:["values are","count"];return{text:`${e} ${t} not a number and ${n} as zero here.`,offers:null}}function Bt(e,t,n,r){let o={context:e,name:t,root:n,units:r,anchor:0,dragging:null};kr(o),$r(o)}function kr(e){let{context:t,root:n}=e;m(t,n,"pointermove",r=>{let o=Se(n,r);o!==null?Ge(e,e.dragging??o,o):e.dragging===null&&r.target===n&&x(t,null)}),m(t,n,"pointerleave",()=>{e.dragging===null&&x(t,null)}),m(t,n,"pointerdown",r=>{let o=Se(n,r);o===null||r.button!==0||(r.shiftKey||(e.anchor=o),e.dragging=e.anchor,n.setPointerCapture(r.pointerId))}),m(t,n,"pointerup",r=>Mr(e,r)),m(t,n,"pointercancel",()=>{e.dragging=null,x(t,null)}),m(t,n,"dblclick",r=>{let o=Se(n,r);o!==null&&Er(e,o)})}function Mr(e,t){let n=e.dragging;if(e.dragging=null,n===null)return;let r=Se(e.root,t)??n;r===n?Vt(e,r):qe(e,n,r,Nr(t)?"add":"only")}function $r(e){let{context:t,root:n,units:r}=e;m(t,n,"focusin",o=>{let i=ke(o.target);i!==null&&(Cr(r(),i),o.target.matches(":focus-visible")&&Ge(e,i,i))}),m(t,n,"focusout",()=>x(t,null)),m(t,n,"keydown",o=>{let i=ke(o.target);if(i===null)return;let a=gt(o.key,i,r().length);if(a!==null)Pr(e,a,o.shiftKey);else if(o.key==="Enter"||o.key===" ")e.anchor=i,Vt(e,i);else return;o.preventDefault()})}function Pr(e,t,n){n||(e.anchor=t),e.units()[t].element.focus(),Ge(e,e.anchor,t),n?qe(e,e.anchor,t,"only"):zt(e)}function Ge({context:e,name:t,units:n},r,o){let i=_e(r,o).flatMap(a=>[...n()[a]?.unit.rows??[]]);x(e,{a:[],b:[],[t]:i,from:t})}function Vt(e,t){let n=J(e.context.host.store.history.peek().now)!==void 0;qe(e,t,t,n?"click":"add")}function qe(e,t,n,r){let{context:o,name:i,units:a}=e,s=_e(t,n).flatMap(l=>[...a()[l]?.unit.tokens??[]]);s.length>0&&o.host.store.act(l=>Z(l,i,s,r)),zt(e)}function Er({context:e,name:t,units:n},r){let o=e.host.pair[t],i=n()[r].unit.tokens,s=(o.kind==="caption"?o.phrases:[]).find(({tokens:l})=>i.some(u=>l.includes(u)));s&&e.host.store.act(l=>Z(l,t,s.tokens))}function Nr(e){return e.ctrlKey||e.metaKey}function Se(e,t){let n=ke(t.target);if(n!==null)return n;let r=e.getRootNode();return ke(r.elementFromPoint(t.clientX,t.clientY))}function ke(e){let t=e instanceof Element?e.closest("[data-index]"):null;return t?Number(t.dataset.index):null}function Cr(e,t){for(let[n,{element:r}]of e.entries())E(r,{tabindex:n===t?0:-1})}function zt({context:e,name:t}){let{host:n,shown:r,limits:o,announce:i}=e,{a,b:s}=r.peek(),l=r.peek()[t].units,u=S(n.pair[t],n.store.history.peek().now[t]),d=$(I(n.pair,a.units,s.units),o.digits),p=O(n.pair,t,l);i(p?`${p}, ${d}${u.join()===l.join()?", kept":""}`:"nothing kept")}var Tr=160;function Gt(e,t,n){let{host:r,view:o}=e,i=c("div",{class:"caption",role:"listbox",dir:"auto","data-long":n.text.length>Tr,"aria-label":A(v(r.pair,t)),"aria-multiselectable":"true","aria-orientation":"horizontal"}),a=[];return g(e,()=>{a=Lr(n,i,o.pieces.value,o.special.value)}),g(e,()=>{o.pieces.value,o.special.value,Hr(e,t,a)}),g(e,()=>{o.pieces.value,o.special.value,Or(e,t,a)}),Bt(e,t,i,()=>a),i}function Lr(e,t,n,r){let o=[],i=Ct(e,n,r).map(a=>{if(typeof a=="string")return c("span",{class:"gap"},a);let s=c("i",{class:"under"}),l=c("i",{class:"over"}),u=c("span",{class:a.special?"unit special":"unit",role:"option",tabindex:o.length===0?0:-1,"data-index":o.length},l,a.text,s);return o.push({unit:a,element:u,under:s,over:l}),u});return t.replaceChildren(...i),o}function Hr({shown:e},t,n){let{answer:r,limit:o}=e.value[t];for(let{unit:i,under:a}of n){let s=H(i.rows.map(p=>r[p])),l=o>0?Math.min(1,Math.abs(s)/o):0,u=s<0?"against":"for";a.dataset.sign!==u&&(a.dataset.sign=u);let d=`scaleY(${l<.02?0:l.toFixed(3)})`;a.style.transform!==d&&(a.style.transform=d)}}function Or({host:e,shown:t},n,r){let{now:o}=e.store.history.value,i=new Set(t.value[n].units),a=new Set(o[n]),s=({rows:d})=>d.length>0&&d.every(p=>i.has(p)),l=({tokens:d})=>d.length>0&&d.every(p=>a.has(p)),u=r.map(({unit:d})=>l(d)?"kept":s(d)?"lit":void 0);for(let[d,{unit:p,element:f,over:M}]of r.entries()){let T=u[d],_=T!==void 0&&T===u[d+1];E(f,{"aria-selected":String(T==="kept"),"data-state":T,"data-joined":_});let ie=Ar(o,n,p);M.style.background!==ie.background&&Object.assign(M.style,ie)}}function Ar(e,t,n){let o=e.pins.filter(i=>n.tokens.some(a=>i[t].includes(a))).slice(0,3).map(({colour:i},a)=>{let[s,l]=[3*a,3*a+2];return`linear-gradient(to top, transparent ${s}px, ${j(i)} ${s}px ${l}px, transparent ${l}px)`});return{background:o.join(", "),height:`${3*o.length}px`}}var re=4;function jr(e){let t=0;return e.map(n=>{let r=t;return t+=n.value,{...n,from:r,to:t}})}function Rr(e,t){let n=[0,t,...e.flatMap(({from:i,to:a})=>[i,a])],[r,o]=[Math.min(...n),Math.max(...n)];return o>r?[r,o]:[0,1]}function Me(e){let{host:t}=e,{rows:n,score:r}=t.pair.ledger,o=jr(n),i=Rr(o,r),a=Ht(n.map(({value:f})=>f),r,re),s="Point at a part to read what it means.",l=c("p",{class:"explanation","aria-live":"polite"},s),u=c("ul",{class:"parts"},...o.map((f,M)=>Wr(f,i,a[M])),Kr(r,i,me(t.pair))),d=f=>{let M=f.target.closest("[data-explanation]"),T=Lt(t.pair,M?.dataset.key??"");k(l,M?.dataset.explanation??s),x(e,T&&{...T,from:"list"})},p=()=>{k(l,s),x(e,null)};return m(e,u,["pointerover","focusin"],d),m(e,u,["pointerleave","focusout"],p),c("section",{class:"ledger","aria-label":"Where the score comes from"},c("h2",{},"Where the score comes from"),u,l)}function Wr(e,t,n){let{key:r,name:o,value:i,explanation:a,from:s,to:l}=e;return c("li",{tabindex:0,"data-key":r,"data-explanation":a,"aria-label":`${o}: ${$(n,re)}. ${a}`},c("span",{class:"name"},o),qt(s,l,t,i<0?"against":"for"),c("span",{class:"value"},$(n,re)))}function Kr(e,t,n){let r=`The cosine of ${n}: the sum of every line above.`;return c("li",{class:"total",tabindex:0,"data-explanation":r,"aria-label":`score: ${L(e,re)}. ${r}`},c("span",{class:"name"},"score"),qt(0,e,t,"score"),c("span",{class:"value"},L(e,re)))}function qt(e,t,[n,r],o){let i=l=>100*(l-n)/(r-n),[a,s]=[i(Math.min(e,t)),i(Math.max(e,t))];return c("span",{class:"track","aria-hidden":"true"},c("i",{class:"zero",style:`left: ${i(0).toFixed(2)}%`}),c("i",{class:"piece","data-sign":o,style:`left: ${a.toFixed(2)}%; width: ${(s-a).toFixed(2)}%`}),c("i",{class:"end",style:`left: ${i(t).toFixed(2)}%`}))}function Yt(e){let t=w(e.host.pair)[1],n=c("p",{class:"note"});return g(e,()=>k(n,Ir(e))),c("div",{class:"legend"},en(e,t),tn(e,t),nn(e),n)}function Zt(e,t){return c("div",{class:"legend own"},en(e,t),tn(e,t))}function Jt(e){let t=c("p",{class:"note"});return g(e,()=>k(t,_r(e))),c("div",{class:"legend"},nn(e),t)}function Xt(e){let{view:t,shown:n,limits:r}=e,o=c("span",{class:"height"}),i=c("p",{class:"note"}),a=u=>c("i",{class:"stroke","data-sign":u,"aria-hidden":"true"});g(e,()=>{let u=Math.max(n.value.a.limit,n.value.b.limit);k(o,u>0?`full height ${L(u,r.digits)}`:"every value is zero"),k(i,Dr(e))});let s=c("div",{class:"scale strokes"},a("for"),"for",a("against"),"against",o),l=oe(e,t.locked,"Locked scale",Qt);return c("div",{class:"legend"},c("div",{class:"controls"},s,l),i)}var Qt="One scale for every selection, so that colours can be compared";function en(e,t){let n=c("p",{class:"note title"});return g(e,()=>k(n,Fr(e,t))),n}function tn(e,t){let n=c("span",{class:"end"}),r=c("span",{class:"end"}),o=c("span",{class:"ramp","aria-hidden":"true",style:`--ramp: ${wt()}`});return g(e,()=>{let{limit:i}=e.shown.value[t],a=F(i);k(n,i>0?L(-i,a):"0"),k(r,i>0?$(i,a):"0"),E(o,{"data-empty":i===0})}),c("div",{class:"scale",role:"group","aria-label":"Colour scale, value per patch"},c("span",{class:"pole"},"against"),n,o,r,c("span",{class:"pole"},"for"))}function nn(e){let{view:t}=e,n=c("input",{type:"range",min:0,max:1,step:.05,value:t.opacity.peek()});return n.setAttribute("aria-label","Opacity of the heat"),m(e,n,"input",()=>rn(t.opacity,Number(n.value))),c("div",{class:"controls"},oe(e,t.locked,"Locked scale",Qt),c("label",{},"Opacity",n),oe(e,t.grey,"Grey picture","Takes the picture's colours away, so that only the heat has any"))}function oe(e,t,n,r){let o=c("input",{type:"checkbox"});return m(e,o,"change",()=>rn(t,o.checked)),g(e,()=>{o.checked=t.value}),c("label",{title:r},o,n)}function rn(e,t){e.value=t}function Fr({host:e,view:t,shown:n},r){let{pair:o}=e,i=y(r),a=O(o,i,n.value[i].units),s=`value per patch${t.smooth.value?", smoothed":""}`;return o[i].kind==="picture"?a?`With ${a}: ${s}`:`No heat: point at the ${v(o,i)}`:a?`On the picture: ${a}, ${s}`:"No heat on the picture: point at a word"}var Ur="Point at words or at the picture; click to keep, drag for several.",Ze="Unlocked: colours fit this selection only; do not compare them with another.";function Ir(e){if(!e.view.locked.value)return Ze;let{host:t,shown:n,limits:r}=e,[o,i]=w(t.pair),a=Ye(e,i);if(a)return`Some patches lie beyond the scale: up to ${a}.`;let{units:s}=n.value[i];if(s.length===0)return n.value[o].from==="preview"?Ur:"";let l=te(ze(t.pair,i,s),"patch","patches");return`Full underline: ${L(n.value[o].limit,r.digits)}, the most any word gets from ${l}.`}function _r({view:e,shown:t}){return e.locked.value?t.value.a.from==="preview"?"Point at either picture; click to keep a patch, drag for a box.":"The scale ends at the most that any patch gets from as many patches as are chosen.":Ze}function Dr(e){if(!e.view.locked.value)return Ze.replace("colours fit","underlines fit");let t=Ye(e,"a")||Ye(e,"b");return t?`Some words lie beyond the scale: up to ${t}.`:e.shown.value.a.from==="preview"?"Point at words; click to keep, drag for several.":"A full underline is the most that any word gets from a word or phrase of the other caption."}function Ye({host:e,shown:t,limits:n},r){let{heat:o,limit:i}=t.value[r],a=ne(e.pair[r],o);return a>i*1.0001?L(a,n.digits):""}function $e(e){let t=Dt(e.host.pair).map(({text:n,offers:r})=>c("p",{},n,...r==="special"?[" ",Br(e)]:[]));return c("div",{class:"notices",role:"status"},Vr(e),...t)}function Br(e){let{special:t}=e.view,n=c("button",{type:"button",class:"link"});return m(e,n,"click",()=>{t.value=!t.value}),g(e,()=>k(n,t.value?"Hide them":"Show them")),n}function Vr(e){let t=c("p",{},"The kernel is gone. The view still works; Python no longer sees what you choose.");return g(e,()=>{t.hidden=e.host.status.value!=="gone"}),t}function on(e){let{view:t,host:n}=e,{model:r,method:o}=n.pair,i=c("details",{class:"options"},c("summary",{},"Options and keys"),c("div",{class:"sheet"},Je(e,t.special,"Special units",`${A(Yr(fe(n.pair)))}: ${qr(n.pair)}, yet part of the score.`),...zr(e),c("dl",{class:"keys"},...mt(n.pair).flatMap(([s,l])=>[c("dt",{},s),c("dd",{},l)])),c("p",{class:"note"},[r,o,...Gr(n.pair)].join(", "))));return m(e,i,"keydown",s=>{s.key!=="Escape"||!i.open||(i.open=!1,i.querySelector("summary").focus(),s.stopPropagation())}),i}function zr(e){let{view:t,host:n}=e,r=[n.pair.a.kind,n.pair.b.kind],o=h(n.pair)?"The captions as the model reads them.":"The caption as the model reads it.",i=Je(e,t.pieces,"Word pieces",o),s=Je(e,t.smooth,"Smooth heat","Blends neighbouring patches; the patches are what was measured.");return[...r.includes("caption")?[i]:[],...r.includes("picture")?[s]:[]]}function Gr(e){let t=X.map((n,r)=>`${v(e,n)} at ${Zr(e.layers[r],e.depths[r])}`);return e.a.kind==="caption"&&e.b.kind==="picture"?t.reverse():t}function qr(e){return h(e)?e.a.kind==="caption"?"no word":"no place":"no word, no place"}function Yr(e){return e.length>1?`${e.slice(0,-1).join(", ")} and ${e.at(-1)}`:e[0]??"none here"}function Je(e,t,n,r){return c("div",{class:"option"},oe(e,t,n,r),c("small",{},r))}function Zr(e,t){return e===t?"the pooling":`layer ${e} of ${t}`}function ln(e,t,n,r){let o={context:e,name:t,side:n,root:r,anchor:null,cursor:null,corner:null};Jr(o),Xr(o)}function Jr(e){let{context:t,root:n}=e;m(t,n,"pointermove",r=>cn(e,Pe(e,e.anchor,Xe(e,r)))),m(t,n,"pointerleave",()=>{e.anchor===null&&x(t,null)}),m(t,n,"pointerdown",r=>{r.button===0&&(e.anchor=Xe(e,r),e.cursor=e.anchor,n.setPointerCapture(r.pointerId))}),m(t,n,"pointerup",r=>{if(e.anchor===null)return;let o=Pe(e,e.anchor,Xe(e,r)),i=r.ctrlKey||r.metaKey||r.shiftKey;un(e,o,i?"add":o.length===1?"click":"only"),e.anchor=null}),m(t,n,"pointercancel",()=>{e.anchor=null,x(t,null)})}function Xr(e){let{context:t,root:n}=e;m(t,n,"focusin",()=>{n.matches(":focus-visible")&&sn(e,an(e))}),m(t,n,"focusout",()=>{e.corner=null,x(t,null)}),m(t,n,"keydown",r=>{let o=an(e),i=ht(r.key,o,e.side.rows,e.side.cols);if(i!==null)e.corner=r.shiftKey?e.corner??o:null,sn(e,i);else if(r.key==="Enter"||r.key===" ")un(e,Pe(e,e.corner,o),r.ctrlKey||r.metaKey?"add":"click"),e.corner=null;else{r.key==="Escape"&&(e.anchor=null);return}r.preventDefault()})}function an({context:e,name:t,cursor:n}){return n??Math.max(0,V(e.shown.peek()[t].heat))}function sn(e,t){e.cursor=t;let n=Pe(e,e.corner,t);cn(e,n),dn(e,n)}function Pe({side:e},t,n){return t===null?[n]:$t(e.cols,t,n)}function Xe({side:e,root:t},n){let{rows:r,cols:o}=e,i=t.getBoundingClientRect(),a=(l,u,d)=>Math.min(d-1,Math.max(0,Math.floor(l/u*d)));return a(n.clientY-i.top,i.height,r)*o+a(n.clientX-i.left,i.width,o)}function cn({context:e,name:t,side:n},r){x(e,{a:[],b:[],[t]:S(n,r),from:t})}function un(e,t,n){e.context.host.store.act(r=>Z(r,e.name,t,n)),dn(e,t)}function dn({context:e,name:t,side:n},r){let{host:o,limits:i,announce:a,shown:s}=e,l=o.store.history.peek().now[t],u=s.peek()[y(t)],d={a:[],b:[],[t]:S(n,r)};u.from==="kept"&&Object.assign(d,{[y(t)]:u.units});let p=$(I(o.pair,d.a,d.b),i.digits),f=r.length===1?we(r[0],n.cols):`${r.length} patches`;a(`${f}, ${p}${r.every(M=>l.includes(M))?", kept":""}`)}function pn(e,t,n){let{host:r,view:o}=e,{rows:i,cols:a,width:s,height:l}=n,u=c("img",{src:r.pictures[t],alt:"",draggable:"false"}),d=c("canvas",{width:a,height:i,"aria-hidden":"true"}),p=ue("svg",{viewBox:`0 0 ${a} ${i}`,preserveAspectRatio:"none","aria-hidden":"true"}),f=c("div",{class:"tags","aria-hidden":"true"}),M=c("div",{class:"picture",role:"application","aria-roledescription":"patch grid","aria-label":`${A(v(r.pair,t))} of ${i} by ${a} patches. Arrow keys move, Enter keeps, Shift and arrows draw a box.`,tabindex:0,style:`aspect-ratio: ${s} / ${l}; --shape: ${s/l}`},u,d,p,f);return g(e,()=>Qr(d,e,t)),g(e,()=>{d.style.opacity=String(o.opacity.value),E(M,{"data-smooth":o.smooth.value,"data-grey":o.grey.value})}),g(e,()=>eo(p,e,t,n)),g(e,()=>to(f,e,t,n)),ln(e,t,n,M),M}function Qr(e,{shown:t},n){let{heat:r,limit:o}=t.value[n],i=e.getContext("2d");if(!i)return;let a=i.createImageData(e.width,e.height);xt(r,o,a.data),i.putImageData(a,0,0)}function eo(e,{host:t,shown:n},r,o){let{now:i}=t.store.history.value,{region:a,units:s,from:l}=n.value[r],u=l==="none"?Ee(a,o.cols,"peak"):[];u.push(...Ee(i[r],o.cols,"kept"));for(let d of i.pins){let p=d[r].length>0?"pin":"pin peak";u.push(...Ee(mn(t.pair,r,o,d),o.cols,p,j(d.colour)))}(l==="hover"||l==="preview")&&u.push(...Ee(no(o,s),o.cols,"hovered")),e.replaceChildren(...u)}function Ee(e,t,n,r){if(e.length===0)return[];let o=Ot(e,t),i=r?`stroke: ${r}`:void 0;return[ue("path",{d:o,class:"casing"}),ue("path",{d:o,class:n,style:i})]}function mn(e,t,n,r){if(r[t].length>0)return r[t];let o=y(t);return xe(Q(e,o,S(e[o],r[o])),n.cols)}function to(e,{host:t},n,r){let{rows:o,cols:i}=r,a=new Map,s=t.store.history.value.now.pins.flatMap(l=>{let{colour:u}=l,d=mn(t.pair,n,r,l)[0];if(d===void 0)return[];let p=a.get(d)??0;a.set(d,p+1);let[f,M]=[Math.floor(d/i)/o,d%i/i],_=`${`top: ${100*f}%; left: calc(${100*M}% + ${18*p}px)`}; --pin: ${j(u)}; --on-pin: ${he(u)}`;return[c("span",{class:"tag",style:_},ge(u))]});e.replaceChildren(...s)}function no(e,t){let n=new Set(t);return e.content.flatMap((r,o)=>n.has(r)?[o]:[])}var ro=.1,hn="share of the score";function Ne(e){let{host:t}=e,n=c("ul",{class:"rows"}),r=c("p",{class:"note"},`Keep ${oo(t.pair)}, then pin it here to compare it with others.`),o=c("small",{},hn),i=new AbortController;return g(e,()=>{let a=t.store.history.value.now.pins;i.abort(),i=new AbortController;let s={...e,stop:AbortSignal.any([e.stop,i.signal])};n.replaceChildren(...a.map(l=>ao(s,l))),r.hidden=a.length>0,o.hidden=a.length===0}),c("section",{"aria-label":"Pins"},c("h2",{},"Pins",o),n,r)}function oo(e){return h(e)?e.a.kind==="caption"?"a word or a phrase":"a patch or a region":"a word or a region"}function Ce(e){let{pair:t}=e.host,n=Math.abs(t.top_pairs[0]?.value??0),r=t.top_pairs.filter(({value:l})=>Math.abs(l)>=ro*n),[o,i]=w(t),a=r.map(({a:l,b:u,value:d})=>{let p={a:fn(t,"a",l),b:fn(t,"b",u)};return bn(e,{a:l,b:u,name:p[o],where:gn(t,p[i]),value:d})}),s=c("p",{class:"note"},io(t));return c("section",{"aria-label":"Strongest pairs"},c("h2",{},"Strongest pairs",a.length>0?c("small",{},hn):""),a.length>0?c("ul",{class:"rows"},...a):s)}function fn(e,t,n){let r=e[t];return r.kind==="caption"?be(r,n):(h(e)?Be:z)(n,r.rows,r.cols)}function gn(e,t){return h(e)?`\xD7 ${t}`:t}function io(e){return h(e)?`Nothing of one ${e.a.kind} meets anything of the other.`:"No phrase meets any part of the picture."}function ao(e,t){let{host:n}=e,{pair:r,store:o}=n,i={a:S(r.a,t.a),b:S(r.b,t.b)},a=w(r).map(p=>O(r,p,i[p])).filter(Boolean),s=I(r,i.a,i.b),l=bn(e,{...t,name:a[0],where:so(r,t,a[1]),value:s}),u=c("span",{class:"badge",style:`--pin: ${j(t.colour)}; --on-pin: ${he(t.colour)}`},ge(t.colour)),d=c("button",{type:"button",class:"away","aria-label":`Unpin ${a.join(", ")}`,title:"Unpin"},"\xD7");return m(e,d,"click",()=>{o.act(p=>ut(p,t.colour)),x(e,null)}),l.querySelector(".what").prepend(u),l.classList.add("pinned"),l.append(d),l}function so(e,t,n){return n!==void 0?gn(e,n):h(e)?`, ${v(e,t.a.length>0?"a":"b")}`:""}function bn(e,{a:t,b:n,name:r,where:o,value:i}){let{host:a,limits:s}=e,l=ee(i,Math.abs(a.pair.ledger.score)),u=c("button",{type:"button",class:"row"},c("span",{class:"what"},c("span",{class:"name"},r),o?c("span",{class:"where"},o.startsWith(",")?o:` ${o}`):""),c("span",{class:"value"},$(i,s.digits)),c("span",{class:"share"},l===null?"":U(l))),{pair:d}=a,p={a:S(d.a,t),b:S(d.b,n),from:"list"};return m(e,u,["pointerenter","focus"],()=>x(e,p)),m(e,u,["pointerleave","blur"],()=>x(e,null)),m(e,u,"click",()=>a.store.act(f=>je(f,t,n))),c("li",{},u)}var lo={"+":"for","\u2212":"against"};function Te(e){let{host:t,view:n,shown:r,limits:o}=e,{store:i}=t,a=P=>c("span",{class:P}),[s,l,u,d,p]=["eyebrow","subject","value","share","detail"].map(a),f=(P,He,Hn)=>{let tt=c("button",{type:"button",title:He},P);return m(e,tt,"click",Hn),tt},M=f("Pin","Keep this selection in the list, with a colour of its own (P)",()=>i.act(pe)),T=f("Clear","Let go of the selection (Esc)",()=>Re(i,n)),_=f("Undo","Bring back what was kept before (Ctrl or \u2318 + Z)",()=>i.undo()),ie=c("div",{class:"readout"},c("div",{class:"said"},c("p",{class:"line"},s,l,u,d),p),c("div",{class:"actions"},M,T,_));return g(e,()=>{let P=_t(t.pair,o,r.value);k(s,P.eyebrow),k(l,P.subject),k(u,P.value),k(d,P.share),k(p,P.detail),E(l,{title:P.subject.length>40?P.subject:void 0}),E(u,{"data-sign":lo[P.value[0]??""]})}),g(e,()=>{let{now:P,past:He}=i.history.value;E(M,{"aria-disabled":B(P)||J(P)!==void 0}),E(T,{"aria-disabled":B(P)&&n.dismissed.value}),E(_,{"aria-disabled":He.length===0})}),ie}function yn(e,t,n){let{view:r}=e,o=ye(n).map(({text:a,units:s})=>{let l=c("button",{type:"button",class:"unit special"},a);return m(e,l,["pointerenter","focus"],()=>x(e,{a:[],b:[],[t]:s,from:t})),m(e,l,["pointerleave","blur"],()=>x(e,null)),l}),i=c("div",{class:"specials"},c("span",{class:"note"},"Off the picture:"),...o);return g(e,()=>{i.hidden=!r.special.value||o.length===0}),i}function vn(e){let{a:t,b:n}=e.host.pair;return[...t.kind!==n.kind?co(e):t.kind==="caption"?uo(e):po(e),on(e)]}function co(e){let[t,n]=w(e.host.pair).map(r=>Qe(e,r));return[c("div",{class:"head"},...t,Te(e),$e(e)),c("div",{class:"body"},c("div",{class:"main"},...n,Yt(e)),c("div",{class:"side"},Ne(e),Ce(e),Me(e)))]}function uo(e){let t=X.map(n=>c("div",{class:"labelled"},xn(e,n),...Qe(e,n)));return[c("div",{class:"head alike"},...t,Te(e),$e(e)),c("div",{class:"body of-captions"},c("div",{class:"side"},Xt(e),Ne(e),Ce(e)),c("div",{class:"side"},Me(e)))]}function po(e){let t=X.map(n=>c("div",{class:"labelled"},xn(e,n),...Qe(e,n),Zt(e,n)));return[c("div",{class:"head alike"},Te(e),$e(e)),c("div",{class:"body of-pictures"},c("div",{class:"both"},c("div",{class:"pictures"},...t),Jt(e)),c("div",{class:"side"},Ne(e),Ce(e)),c("div",{class:"side"},Me(e)))]}function Qe(e,t){let n=e.host.pair[t];return n.kind==="caption"?[Gt(e,t,n)]:[pn(e,t,n),yn(e,t,n)]}function xn(e,t){return c("p",{class:"note label"},A(v(e.host.pair,t)))}var mo=150;function wn(e){let t=c("p",{class:"heard",role:"status","aria-live":"polite"}),n;return e.addEventListener("abort",()=>clearTimeout(n),{once:!0}),{element:t,announce:o=>{clearTimeout(n),n=setTimeout(()=>{t.textContent=o},mo)}}}var Sn=`:host {
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

/* two of one kind */
.label {
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
`;function ho(e,t){let n=e.dataset.jpThemeLight;if(n!==void 0)return n==="false"?"dark":"light";let r=[...e.classList,...e.ownerDocument.documentElement.classList];return r.some(o=>["vscode-dark","vscode-high-contrast","dark","dark-theme"].includes(o))?"dark":r.some(o=>["vscode-light","light","light-theme"].includes(o))?"light":t?"dark":"light"}function kn(e,t){let{body:n,documentElement:r}=document,o=window.matchMedia("(prefers-color-scheme: dark)"),i=()=>e(ho(n,o.matches)),a=new MutationObserver(i);for(let s of[n,r])a.observe(s,{attributes:!0,attributeFilter:["class","data-jp-theme-light"]});t.addEventListener("abort",()=>a.disconnect(),{once:!0}),o.addEventListener("change",i,{signal:t}),i()}function Mn(e,t,n){let r=wn(n),o=go(e,n,r.announce),i=c("div",{class:"pairlens","data-lm-suppress-shortcuts":!0}),a=i.attachShadow({mode:"open"}),s=c("div",{class:"view"},...vn(o),r.element);return a.append(c("style",{},Sn),s),kn(l=>{s.dataset.theme=l},n),s.addEventListener("keydown",l=>bo(l,o),{signal:n}),n.addEventListener("abort",()=>i.remove(),{once:!0}),t.append(i),i}function go(e,t,n){let r=pt(),o=Rt(e.pair),i=st(()=>Ut(e.pair,o,{shared:e.store.history.value.now,hover:r.hover.value,locked:r.locked.value,dismissed:r.dismissed.value}));return{host:e,view:r,limits:o,shown:i,stop:t,announce:n}}function bo(e,{host:t,view:n,announce:r}){e.defaultPrevented||vo(e)||ft(e,t.store,n)&&(r(yo(t)),e.preventDefault(),e.stopPropagation())}function yo({pair:e,store:t}){let{now:n}=t.history.peek(),[r,o]=w(e).map(i=>{let a=e[i].kind==="caption"?"word pieces":"patches";return h(e)?`${n[i].length} ${a} of the ${v(e,i)}`:`${n[i].length} ${a}`});return`${r} and ${o} kept, ${n.pins.length} pinned`}function vo(e){return e.composedPath()[0]instanceof HTMLTextAreaElement}var xo={caption:{trait:"selected_tokens",key:"tokens"},picture:{trait:"selected_patches",key:"patches"}};function Le(e,t){return h(e)?{trait:`selected_${t}`,key:t}:xo[e[t].kind]}function et(e,t){let[n,r]=w(e),[o,i]=[Le(e,n),Le(e,r)],a=t.pins.map(s=>({[o.key]:s[n],[i.key]:s[r],colour:s.colour}));return{[o.trait]:t[n],[i.trait]:t[r],pins:a}}function $n(e,t){let[n,r]=[Le(e,"a"),Le(e,"b")],o=a=>a??[],i=(t("pins")??[]).map(a=>({a:o(a[n.key]),b:o(a[r.key]),colour:Number(a.colour)}));return{a:o(t(n.trait)),b:o(t(r.trait)),pins:i}}function En(e,t){if(e.version!==2)throw new Error(`This view reads explanations of version 2; this one is of version ${e.version}.`);let n=wo(t),r=e.a.kinds.length;if(r===0||n.length%r!==0)throw new Error(`The matrix has ${n.length} values, which is no multiple of ${r} units.`);let o=So(n);return{...e,a:Pn(e.a),b:Pn(e.b),matrix:n,sent:n.length/r,broken:o}}function Pn(e){let t=e.kind==="caption"?"content":"patch";return{...e,content:e.kinds.flatMap((n,r)=>n===t?[r]:[])}}function wo(e){let t=ArrayBuffer.isView(e)?new DataView(e.buffer,e.byteOffset,e.byteLength):new DataView(e);if(t.byteLength%4!==0)throw new Error(`${t.byteLength} bytes do not make whole float32 values.`);let n=new Float32Array(t.byteLength/4);for(let r=0;r<n.length;r+=1)n[r]=t.getFloat32(4*r,!0);return n}function So(e){let t=0;for(let n=0;n<e.length;n+=1)Number.isFinite(e[n])||(e[n]=0,t+=1);return t}function Cn(e,t){let n=En(e.get("_pair"),e.get("_matrix")),r=()=>$n(n,s=>e.get(s)),o=dt(r()),i=(s,l)=>{e.on(s,l),t.addEventListener("abort",()=>e.off(s,l),{once:!0})};for(let s of Object.keys(et(n,o.history.peek().now)))i(`change:${s}`,()=>o.act(r));t.addEventListener("abort",Y(()=>ko(e,et(n,o.history.value.now))),{once:!0});let a={a:Nn(e,"a",t),b:Nn(e,"b",t)};return{pair:n,pictures:a,store:o,status:C("live")}}function Nn(e,t,n){let r=Mo(e.get(`_picture_${t}`));if(r.length===0)return"";let o=URL.createObjectURL(new Blob([r],{type:"image/png"}));return n.addEventListener("abort",()=>URL.revokeObjectURL(o),{once:!0}),o}function Tn(e,t,n,r){let o=()=>queueMicrotask(()=>{e.status.value=n.classList.contains("jupyter-widgets-disconnected")?"gone":"live"});t.on("comm_live_update",o),r.addEventListener("abort",()=>t.off("comm_live_update",o),{once:!0}),o()}function ko(e,t){let n=Object.entries(t).filter(([r,o])=>JSON.stringify(e.get(r))!==JSON.stringify(o));for(let[r,o]of n)e.set(r,o);n.length>0&&e.save_changes()}function Mo(e){let t=ArrayBuffer.isView(e)?new Uint8Array(e.buffer,e.byteOffset,e.byteLength):new Uint8Array(e);return new Uint8Array(t)}function Ln(e,t,n){let r=new Set,o=()=>{if(!(!t.isConnected||n.aborted))for(let s of $o(t,e))s.style.display="none",r.add(s)},i=new ResizeObserver(o);i.observe(t);let a=()=>{i.disconnect();for(let s of r)s.style.removeProperty("display")};n.addEventListener("abort",a,{once:!0})}function $o(e,t){let n=`[data-pairlens="${CSS.escape(t)}"]`;for(let r=e.parentElement;r;r=r.parentElement){let o=[...r.querySelectorAll(n)];if(o.length>0)return o.map(i=>i.closest(".jp-OutputArea-child")??i)}return[]}var vs=()=>{let e;return{initialize({model:t,signal:n}){e=Cn(t,n)},render({model:t,el:n,signal:r}){let o=Mn(e,n,r);Ln(String(t.get("_static_id")),o,r),Tn(e,t,n,r)}}};export{vs as default};
