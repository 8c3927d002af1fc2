"use strict";(()=>{var Ln=Symbol.for("preact-signals");function He(){if(R>1)R--;else{var e,t=!1;for((function(){var o=ae;for(ae=void 0;o!==void 0;){var i=o.S;if(i.v===o.v)for(var a=i.t;a!==void 0;a=a.x)a.i===o.i&&(a.i=i.i);o=o.o}})();q!==void 0;){var n=q;for(q=void 0,ie++;n!==void 0;){var r=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&nt(n))try{n.c()}catch(o){t||(e=o,t=!0)}n=r}}if(ie=0,R--,t)throw e}}var G,b=void 0;function le(e){var t=b,n=G;b=void 0,G=void 0;try{return e()}finally{b=t,G=n}}var q=void 0,R=0,ie=0;var et=0,ae=void 0,se=0;function tt(e){if(b!==void 0){var t=e.n;if(t===void 0||t.t!==b)return t={i:0,S:e,p:b.s,n:void 0,t:b,e:void 0,x:void 0,r:t},b.s!==void 0&&(b.s.n=t),b.s=t,e.n=t,32&b.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=b.s,t.n=void 0,b.s.n=t,b.s=t),t}}function E(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,this.Z=t?.unwatched,this.name=t?.name}E.prototype.brand=Ln;E.prototype.h=function(){return!0};E.prototype.S=function(e){var t=this,n=this.t;n!==e&&e.e===void 0&&(e.x=n,this.t=e,n!==void 0?n.e=e:le(function(){var r;(r=t.W)==null||r.call(t)}))};E.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.e,r=e.x;n!==void 0&&(n.x=r,e.e=void 0),r!==void 0&&(r.e=n,e.x=void 0),e===this.t&&(this.t=r,r===void 0&&le(function(){var o;(o=t.Z)==null||o.call(t)}))}};E.prototype.subscribe=function(e){var t=this;return ce(function(){var n=t.value;le(function(){return e(n)})},{name:"sub"})};E.prototype.valueOf=function(){return this.value};E.prototype.toString=function(){return this.value+""};E.prototype.toJSON=function(){return this.value};E.prototype.peek=function(){var e=this;return le(function(){return e.value})};Object.defineProperty(E.prototype,"value",{get:function(){var e=tt(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.v){if(ie>100)throw new Error("Cycle detected");(function(n){R!==0&&ie===0&&n.l!==et&&(n.l=et,ae={S:n,v:n.v,i:n.i,o:ae})})(this),this.v=e,this.i++,se++,R++;try{for(var t=this.t;t!==void 0;t=t.x)t.t.N()}finally{He()}}}});function C(e,t){return new E(e,t)}function nt(e){for(var t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}function rt(e){for(var t=e.s;t!==void 0;t=t.n){var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function ot(e){for(var t=e.s,n=void 0;t!==void 0;){var r=t.p;t.i===-1?(t.S.U(t),r!==void 0&&(r.n=t.n),t.n!==void 0&&(t.n.p=r)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=void 0),t=r}e.s=n}function W(e,t){E.call(this,void 0,t),this.x=e,this.s=void 0,this.g=se-1,this.f=4}W.prototype=new E;W.prototype.h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===se))return!0;if(this.g=se,this.f|=1,this.i>0&&!nt(this))return this.f&=-2,!0;var e=b;try{rt(this),b=this;var t=this.x();(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(n){this.v=n,this.f|=16,this.i++}return b=e,ot(this),this.f&=-2,!0};W.prototype.S=function(e){if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}E.prototype.S.call(this,e)};W.prototype.U=function(e){if(this.t!==void 0&&(E.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=t.n)t.S.U(t)}};W.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(var e=this.t;e!==void 0;e=e.x)e.t.N()}};Object.defineProperty(W.prototype,"value",{get:function(){if(1&this.f)throw new Error("Cycle detected");var e=tt(this);if(this.h(),e!==void 0&&(e.i=this.i),16&this.f)throw this.v;return this.v}});function it(e,t){return new W(e,t)}function at(e){var t=e.j;if(e.j=void 0,typeof t=="function"){R++;var n=b;b=void 0;try{t()}catch(r){throw e.f&=-2,e.f|=8,Oe(e),r}finally{b=n,He()}}}function Oe(e){for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,at(e)}function Hn(e){if(b!==this)throw new Error("Out-of-order effect");ot(this),b=e,this.f&=-2;try{8&this.f&&Oe(this)}finally{He()}}function D(e,t){this.x=e,this.j=void 0,this.s=void 0,this.u=void 0,this.f=32,this.name=t?.name,G&&G.push(this)}D.prototype.c=function(){var e=this.S();try{if(8&this.f||this.x===void 0)return;var t=this.x();typeof t=="function"&&(this.j=t)}finally{e()}};D.prototype.S=function(){if(1&this.f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,at(this),rt(this),R++;var e=b;return b=this,Hn.bind(this,e)};D.prototype.N=function(){2&this.f||(this.f|=2,this.u=q,q=this)};D.prototype.d=function(){this.f|=8,1&this.f||Oe(this)};D.prototype.dispose=function(){this.d()};function ce(e,t){var n=new D(e,t);try{n.c()}catch(o){throw n.d(),o}var r=n.d.bind(n);return r[Symbol.dispose]=r,r}var On="http://www.w3.org/2000/svg";function c(e,t={},...n){let r=document.createElement(e);return N(r,t),r.append(...n),r}function ue(e,t={},...n){let r=document.createElementNS(On,e);return N(r,t),r.append(...n),r}function N(e,t){for(let[n,r]of Object.entries(t))if(r===void 0||r===!1)e.removeAttribute(n);else{let o=r===!0&&!n.startsWith("aria-")?"":String(r);e.getAttribute(n)!==o&&e.setAttribute(n,o)}}function S(e,t){e.textContent!==t&&(e.textContent=t)}var An={a:[],b:[],pins:[]},jn=200;function pe(e){return[...new Set(e)].sort((t,n)=>t-n)}function Rn(e,t,n){let r=pe(t);if(n==="only")return r;if(n==="click")return K(e,r)?[]:r;let o=new Set(e);return r.every(a=>o.has(a))?e.filter(a=>!r.includes(a)):pe([...e,...r])}function Y(e,t,n,r="only"){return{...e,[t]:Rn(e[t],n,r)}}function Ae(e,t,n){return{...e,a:pe(t),b:pe(n)}}function st(e){return Ae(e,[],[])}function B(e){return e.a.length+e.b.length===0}function de(e){if(B(e)||J(e))return e;let t=new Set(e.pins.map(o=>o.colour)),n=0;for(;t.has(n);)n+=1;let r={a:e.a,b:e.b,colour:n};return{...e,pins:[...e.pins,r]}}function J(e){return e.pins.find(t=>K(t.a,e.a)&&K(t.b,e.b))}function lt(e,t){return{...e,pins:e.pins.filter(n=>n.colour!==t)}}function Wn(e,t){return Un(e.now,t)?e:{past:[...e.past,e.now].slice(-jn),now:t,future:[]}}function Kn({past:e,now:t,future:n}){let r=e.at(-1);return r?{past:e.slice(0,-1),now:r,future:[t,...n]}:{past:e,now:t,future:n}}function Fn({past:e,now:t,future:n}){let[r,...o]=n;return r?{past:[...e,t],now:r,future:o}:{past:e,now:t,future:n}}function Un(e,t){return K(e.a,t.a)&&K(e.b,t.b)&&e.pins.length===t.pins.length&&e.pins.every((n,r)=>_n(n,t.pins[r]))}function _n(e,t){return e.colour===t.colour&&K(e.a,t.a)&&K(e.b,t.b)}function K(e,t){return e.length===t.length&&e.every((n,r)=>n===t[r])}function ct(e=An){let t=C({past:[],now:e,future:[]}),n=r=>{t.value=r};return{history:t,act:r=>n(Wn(t.peek(),r(t.peek().now))),undo:()=>n(Kn(t.peek())),redo:()=>n(Fn(t.peek()))}}function ut(){return{hover:C(null),locked:C(!0),opacity:C(.85),smooth:C(!1),grey:C(!1),pieces:C(!1),special:C(!1),dismissed:C(!1)}}var In=[["\u2190 \u2192 Home End","to another word"]],Dn=[["\u2190 \u2192 \u2191 \u2193","to another patch"]],Bn=[["Ctrl or \u2318 + Enter","add a patch or a box"]];function pt(e){let t=[e.a,e.b].some(({kind:i})=>i==="caption"),n=[e.a,e.b].some(({kind:i})=>i==="picture"),r=t&&n?"the caption, the picture":`the ${e.a.kind}s`,o=t&&n?"several words, or a box":t?"several words":"a box";return[["Tab",`to ${r}, the lists`],...t?In:[],...n?Dn:[],["Enter or Space","keep it, or let it go"],["Shift + arrows",o],...n?Bn:[],["P","pin what is kept"],["Esc","let go"],["Ctrl or \u2318 + Z","undo; with Shift: redo"]]}function dt(e,t,n){let r=e.ctrlKey||e.metaKey,o=e.key.toLowerCase();return r&&o==="z"?(e.shiftKey?t.redo():t.undo(),!0):o==="escape"?(je(t,n),!0):o==="p"&&!r&&!e.altKey?(t.act(de),!0):!1}function je(e,t){t.hover.value=null,B(e.history.peek().now)&&(t.dismissed.value=!0),e.act(st)}function mt(e,t,n,r){let o=Math.floor(t/r),i=t%r,a=(l,s)=>Math.min(n-1,Math.max(0,l))*r+Math.min(r-1,Math.max(0,s));return e==="ArrowLeft"?a(o,i-1):e==="ArrowRight"?a(o,i+1):e==="ArrowUp"?a(o-1,i):e==="ArrowDown"?a(o+1,i):e==="Home"?a(o,0):e==="End"?a(o,r-1):null}function ft(e,t,n){return e==="ArrowLeft"||e==="ArrowUp"?Math.max(0,t-1):e==="ArrowRight"||e==="ArrowDown"?Math.min(n-1,t+1):e==="Home"?0:e==="End"?n-1:null}var Z=["a","b"];function y(e){return e==="a"?"b":"a"}function h(e){return e.a.kind===e.b.kind}function k(e){return e.b.kind==="caption"&&e.a.kind==="picture"?["b","a"]:["a","b"]}function v(e,t){let{kind:n}=e[t];return h(e)?`${t==="a"?"first":"second"} ${n}`:n}function me(e){return h(e)?`the two ${e.a.kind}s`:"caption and picture"}function ht(e){return h(e)?`the ${e.a.kind==="caption"?"words":"patches"} of both ${e.a.kind}s`:"words and patches"}function fe(e){let t=["begin","end","class","register","padding"],r=[...new Set([...e.a.kinds,...e.b.kinds])].filter(i=>i!=="content"&&i!=="patch");return[...t.filter(i=>r.includes(i)),...r.filter(i=>!t.includes(i))]}function A(e){return e.charAt(0).toUpperCase()+e.slice(1)}var Vn=[[255,170,64],[214,72,0]],zn=[[96,176,255],[0,84,196]],gt=["#2db298","#b836d9","#d9ad00","#548c00","#7cadf7","#6e6e76"];function j(e){return gt[e%gt.length]}function he(e){let t=j(e),n=[1,3,5].map(r=>(Number.parseInt(t.slice(r,r+2),16)/255)**2.2);return .2126*n[0]+.7152*n[1]+.0722*n[2]>.18?"#111":"#fff"}function ge(e){let t=String.fromCharCode(65+e%26);return e<26?t:`${t}${Math.floor(e/26)+1}`}function bt(e,t){let n=t>0?Math.min(1,Math.abs(e)/t):0,[r,o]=e<0?zn:Vn;return{rgb:Gn(r,o,n),alpha:n}}function Gn(e,t,n){let r=o=>Math.round(e[o]+(t[o]-e[o])*n);return[r(0),r(1),r(2)]}function yt(e,t,n){e.forEach((r,o)=>{let{rgb:i,alpha:a}=bt(r,t);n.set([...i,255*a],4*o)})}function vt(e=9){return`linear-gradient(to right, ${Array.from({length:e},(n,r)=>{let o=-1+2*r/(e-1),{rgb:i,alpha:a}=bt(o,1);return`rgb(${i.join(" ")} / ${a.toFixed(3)}) ${(50*(o+1)).toFixed(1)}%`}).join(", ")})`}function m(e,t,n,r){for(let o of[n].flat())t.addEventListener(o,r,{signal:e.stop})}function x({view:e},t){let n=e.hover.peek();n?.from===t?.from&&xt(n?.a,t?.a)&&xt(n?.b,t?.b)||(e.hover.value=t)}function xt(e=[],t=[]){return e.length===t.length&&e.every((n,r)=>n===t[r])}function g(e,t){e.stop.addEventListener("abort",ce(t),{once:!0})}function w(e,t){return t.map(n=>e.content[n])}function Re(e,t,n){return t<e.sent?e.matrix[t*e.a.kinds.length+n]:0}function Ke(e,t,n){let r=new Float64Array(e[y(t)].kinds.length);for(let o of n)for(let i=0;i<r.length;i+=1)r[i]+=t==="a"?Re(e,i,o):Re(e,o,i);return r}function Fe(e,t){return Float64Array.from(e.content,n=>t[n])}function X(e,t,n){return Fe(e[y(t)],Ke(e,t,n))}function H(e){let t=0;for(let n of e)t+=n;return t}function wt(e,t,n){let r=0;for(let o of n)for(let i of t)r+=Re(e,o,i);return r}function St(e){let t=0;for(let n of e)t=Math.max(t,Math.abs(n));return t}function Q(e,t){let n=e/t;return Number.isFinite(n)&&Math.abs(n)<10?n:null}function Ue(e,t,n){let r=o=>Math.max(0,o*n);return Q(H(t.map(o=>r(e[o]))),H(Array.from(e,r)))}function kt(e,t,n){let[r,o]=We(Math.floor(t/e),Math.floor(n/e)),[i,a]=We(t%e,n%e),l=[];for(let s=r;s<=o;s+=1)for(let u=i;u<=a;u+=1)l.push(s*e+u);return l}function _e(e,t){let[n,r]=We(e,t);return Array.from({length:r-n+1},(o,i)=>n+i)}function We(e,t){return e<t?[e,t]:[t,e]}function be(e,t){let{text:n,words:r}=e,o=new Set(t),i=[];for(let[a,l]of r.entries()){let s=l.tokens.filter(p=>o.has(p)),u=i.at(-1);s.length!==0&&(s.length<l.tokens.length?i.push({last:Number.NaN,start:0,end:0,text:qn(e,s)}):u&&u.last===a-1?Object.assign(u,{last:a,end:l.end,text:n.slice(u.start,l.end)}):i.push({last:a,start:l.start,end:l.end,text:l.text}))}return i.map(a=>a.text).join(" \u2026 ")}function qn(e,t){return t.map(n=>Ie(e,n)).join("")}function Ie(e,t){let n=e.content[t],[r,o]=e.spans[n];return o>r?e.text.slice(r,o):e.pieces[n]}function Nt(e,t,n){let{text:r,words:o}=e,i=n?ye(e).map(Jn):[],a=i.filter(({rows:s})=>$t(e,s)),l=0;for(let s of o)s.start>l&&a.push(r.slice(l,s.start)),a.push(...t?Yn(e,s.tokens):[Et(e,s.text,s.tokens)]),l=Math.max(l,s.end);return l<r.length&&a.push(r.slice(l)),[...a,...i.filter(({rows:s})=>!$t(e,s))]}function $t({kinds:e},t){return e[t[0]]==="begin"}function Et(e,t,n){return{text:t,tokens:n,rows:w(e,n),special:!1}}function Yn(e,t){return t.map(n=>Et(e,Ie(e,n),[n]))}function Jn({text:e,units:t}){return{text:e,rows:t,tokens:[],special:!0}}function ye({kinds:e}){return[...new Set(e)].filter(n=>n!=="content"&&n!=="patch").map(n=>{let r=e.flatMap((o,i)=>o===n?[i]:[]);return{text:r.length===1?n:`${n} \xD7 ${r.length}`,units:r}})}function Ct(e,t){return t==="content_patch"?{a:[...e.a.content],b:[...e.b.content]}:t==="content_special"?{a:Pt(e.a),b:[]}:t==="special_patch"?{a:[],b:Pt(e.b)}:null}function Pt(e){return ye(e).flatMap(({units:t})=>[...t])}function F(e){return e>0?Math.min(9,Math.max(4,1-Math.floor(Math.log10(e)))):4}function $(e,t){let n=Math.abs(e).toFixed(t);return Number(n)===0?n:`${e<0?"\u2212":"+"}${n}`}function L(e,t){return $(e,t).replace("+","")}function U(e){let t=100*e,n=Math.abs(t)<1&&t!==0;return n&&Math.abs(t)<.05?`${t<0?"\u2212":""}<0.1\xA0%`:`${L(t,n?1:0)}\xA0%`}function ee(e,t,n=`${t}s`){return`${e} ${e===1?t:n}`}function Tt(e,t,n){let r=10**n,o=e.map(l=>Math.floor(l*r)),i=Math.round(t*r)-o.reduce((l,s)=>l+s,0),a=e.map((l,s)=>[l*r-o[s],s]).sort(([l],[s])=>s-l).slice(0,Math.max(0,i));for(let[,l]of a)o[l]+=1;return o.map(l=>l/r)}function xe(e,t,n=0){let r=V(e,n);if(r<0)return[];let o=e[r]/2,i=l=>o>0?e[l]>=o:e[l]<=o,a=new Set([r]);for(let l of a)for(let s of Zn(l,t,e.length))i(s)&&a.add(s);return[...a].sort((l,s)=>l-s)}function V(e,t=0){let n=-1,r=0;return e.forEach((o,i)=>{let a=t===0?Math.abs(o):o*t;a>r&&([n,r]=[i,a])}),n}function Zn(e,t,n){let r=e%t;return[e-t,e+t,...r>0?[e-1]:[],...r<t-1?[e+1]:[]].filter(o=>o>=0&&o<n)}function Lt(e,t){let n=new Set(e),r=(l,s)=>s>=0&&s<t&&l>=0&&n.has(l*t+s),o=new Map,i=new Map;for(let l of[...n].sort((s,u)=>s-u)){let[s,u]=[Math.floor(l/t),l%t];r(s-1,u)||ve(o,s,u),r(s+1,u)||ve(o,s+1,u),r(s,u-1)||ve(i,u,s),r(s,u+1)||ve(i,u+1,s)}let a=(l,s)=>[...l].map(([u,[p,d]])=>{let f=u.split(":")[0];return s==="H"?`M${p} ${f}H${d}`:`M${f} ${p}V${d}`});return[...a(o,"H"),...a(i,"V")].join("")}function ve(e,t,n){for(let[r,o]of e)if(r.startsWith(`${t}:`)&&o[1]===n){o[1]=n+1;return}e.set(`${t}:${n}`,[n,n+1])}function De(e,t,n){if(e.length===t*n)return"the whole picture";if(e.length>.6*t*n)return"most of the picture";let r=a=>e.reduce((l,s)=>l+a(s),0)/e.length,o=Math.floor(3*(r(a=>Math.floor(a/n))+.5)/t),i=Math.floor(3*(r(a=>a%n)+.5)/n);return o!==1&&i===1?o===0?"top":"bottom":[["upper","","lower"][o],["left","","right"][i]].filter(Boolean).join(" ")||"centre"}function z(e,t,n){let r=De(e,t,n);return r.endsWith("picture")?`over ${r}`:`at the ${r}`}function we(e,t){return`patch in row ${Math.floor(e/t)+1}, column ${e%t+1}`}var Xn=30;function O(e,t,n){if(n.length===0)return"";let r=e[t],o=new Map(r.content.map((a,l)=>[a,l])),i=n.flatMap(a=>o.get(a)??[]);return i.length===0?tr(e,t,n):r.kind==="caption"?Qn(r,i):er(e,t,r,i)}function Qn(e,t){let n=be(e,t);return t.length===e.content.length&&n.length>Xn?"all words":n}function er(e,t,n,r){let{rows:o,cols:i}=n;return r.length===o*i?`the whole ${v(e,t)}`:r.length===1?we(r[0],i):`${ee(r.length,"patch","patches")} ${z(r,o,i)}`}function tr(e,t,n){let r=[...new Set(n.map(o=>e[t].kinds[o]))];return r.length>1?`the ${v(e,t)}'s special units`:n.length===1?`[${r[0]}]`:ee(n.length,`${r[0]} unit`)}function At(e){let t={a:Ht(e,"a"),b:Ht(e,"b")};return{...t,digits:F(t[k(e)[1]](Number.POSITIVE_INFINITY))}}function Ht(e,t){let n=y(t);if(e[n].kind==="caption"){let o=nr(e,n);return()=>o}let r=rr(e,n);return o=>r[Math.min(Math.max(1,o),r.length-1)]}function jt(e){return e.kind==="caption"?e.words.map(({tokens:t})=>t):e.content.map((t,n)=>[n])}function te(e,t){return St(jt(e).map(n=>H(n.map(r=>t[r]))))}function nr(e,t){let n=e[t];if(n.kind!=="caption")return 0;let r=e[y(t)],o=[...n.words,...n.phrases].map(({tokens:i})=>te(r,X(e,t,w(n,i))));return Math.max(0,...o)}function rr(e,t){let n=e[y(t)],r=new Float64Array(e[t].content.length+1);for(let o of jt(n)){let i=X(e,y(t),w(n,o)).sort();Ot(r,i,-1),Ot(r,i.reverse(),1)}return r}function Ot(e,t,n){let r=0;for(let o=0;o<t.length;o+=1)r+=Math.max(0,n*t[o]),e[o+1]=Math.max(e[o+1],r)}function Kt(e,t,n){let r={a:Rt(e,"a",n),b:Rt(e,"b",n)};return{a:Wt(e,t,"a",r,n.locked),b:Wt(e,t,"b",r,n.locked)}}function Rt(e,t,n){let{shared:r,hover:o}=n;return o&&o[t].length>0?{units:o[t],from:"hover"}:r[t].length>0?{units:w(e[t],r[t]),from:"kept"}:or(e,t,n)?{units:w(e[t],e.top_pairs[0][t]),from:"preview"}:{units:[],from:"none"}}function or(e,t,{shared:n,hover:r,dismissed:o}){return o||n[y(t)].length>0||Be(e)?!1:h(e)?r===null||r.a.length+r.b.length===0:t===k(e)[0]}function Wt(e,t,n,r,o){let i=e[n],a=r[y(n)],l=Ke(e,y(n),a.units),s=Fe(i,l),u=a.from==="preview"&&e.top_pairs[0].value<0?-1:ar(s);return{...r[n],answer:l,heat:s,limit:o?t[n](Ve(e,y(n),a.units)):te(i,s),region:i.kind==="picture"?xe(s,i.cols,u):[],sign:u}}var ir=.001;function Be(e){return Math.abs(e.top_pairs[0]?.value??0)<ir}function ar(e){let t=e[V(e,1)]??0;return-(e[V(e,-1)]??0)>2*t?-1:1}function Ve(e,t,n){let r=new Set(e[t].content);return n.some(o=>!r.has(o))?r.size:n.length}function Ut(e,t,n){let[r,o]=k(e),i=n[r].from==="preview"&&!["none","preview"].includes(n[o].from),a={a:n.a.units,b:n.b.units,...i?{[r]:[]}:{}};if(a.a.length===0&&a.b.length===0)return cr(e);let l=_(e,a.a,a.b),s=$(l,t.digits);return{eyebrow:sr(e,n,a),subject:[O(e,r,a[r]),O(e,o,a[o])].filter(Boolean).join(" \xD7 "),value:s,share:Number(s)===0?"":lr(e,l),detail:dr(e,t,n,a)}}function sr(e,t,n){let[r]=k(e);return t[r].from==="preview"&&n[r].length>0?h(e)?"Strongest pair":"Strongest phrase":!h(e)||n.a.length>0&&n.b.length>0?"":n.a.length>0?"First":"Second"}function _(e,t,n){return wt(e,t.length>0?t:e.a.content,n.length>0?n:e.b.content)}function lr(e,t){let n=Q(t,Math.abs(e.ledger.score));return n===null?"":`${U(n)} of the score`}function cr(e){let t=Math.abs(e.top_pairs[0]?.value??0),n=Be(e);return{eyebrow:"",subject:n?"No pair stands out":"Nothing selected",value:"",share:"",detail:n?t===0?`Every value between ${ht(e)} is zero.`:`The largest sum of ${ur(e)} is ${L(t,F(t))}.`:pr(e)}}function ur(e){return h(e)?e.a.kind==="caption"?"two phrases":"two regions":"a phrase and its region"}function pr(e){return h(e)?e.a.kind==="caption"?"Hover a word of either caption to see which words of the other it met.":"Hover either picture to see where it met the other.":"Hover a word to see where it met the picture, or the picture to see which words it met."}function dr(e,t,n,r){let[o,i]=k(e),a=r[i].length===0||r[i].length===e[i].content.length;if(r[o].length>0&&a)return Ft(e,t,n,i);let l=r[o].length>0?fr(e,n,i):"";return l?`${l} lies there`:Ft(e,t,n,o)}function Ft(e,t,n,r){return e[r].kind==="caption"?hr(e,t,n,r):mr(e,n,r)}function mr(e,t,n){let r=e[n],{region:o,heat:i,sign:a}=t[n];if(r.kind!=="picture"||r.content.length===1)return"this picture is a single patch";let l=h(e)?` of the ${v(e,n)}`:"";if(o.length===0)return`nothing on the ${v(e,n)}, for or against`;let s=Ue(i,o,a),[u,p]=a>0?["strongest","positive"]:["most against","negative"],d=s===null?"":`, ${U(s)} of its ${p} attribution`;return`${u} ${z(o,r.rows,r.cols)}${l}${d}`}function fr(e,t,n){let{units:r,heat:o}=t[n],i=gr(e,n,r);if(i.length!==r.length)return"";let a=H(i.map(u=>o[u]))<0?-1:1,l=Ue(o,i,a),s=h(e)?`the ${v(e,y(n))}'s`:"its";return l===null?"":`${U(l)} of ${s} ${a>0?"positive":"negative"} attribution`}function hr(e,{digits:t},n,r,o=3){let i=e[r],l=(i.kind==="caption"?i.words:[]).map(p=>({text:/^[\p{P}\p{S}]+$/u.test(p.text)?`\u201C${p.text}\u201D`:p.text,value:H(p.tokens.map(d=>n[r].heat[d]))})),s=p=>l.filter(({value:d})=>Number($(d,t).replace("\u2212","-"))*p>0).sort((d,f)=>p*(f.value-d.value)).slice(0,o).map(({text:d,value:f})=>`${d} ${$(f,t)}`).join(", "),u=[["for",s(1)],["against",s(-1)]].filter(([,p])=>p);return u.length>0?u.map(([p,d])=>`${p}: ${d}`).join(" \xB7 "):"no word answers"}function gr(e,t,n){let r=new Map(e[t].content.map((o,i)=>[o,i]));return n.flatMap(o=>r.get(o)??[])}function _t(e){return[br(e),yr(e),vr(e),xr(e)].filter(n=>n!==null)}function br({converged:e,ledger:t}){if(e)return null;let n=`${$(t.residual,F(Math.abs(t.residual)))} of the score is unaccounted for`,r=t.exact?"Take the numbers as rough, or explain again with more steps (steps=64).":"Take the numbers as rough.";return{text:`The parts do not add up well: ${n}. ${r}`,offers:null}}function yr(e){let{content_patch:t,content_special:n,special_patch:r,special_special:o}=e.ledger.mass;if(n+r+o<=t)return null;let[i,a]=h(e)?e.a.kind==="caption"?["their words","no word"]:["their patches","no place"]:["words and patches","no word and no place"],l=`Only ${U(t)} of what ${me(e)} exchange lies between ${i}.`,s=`The rest sits on units that are ${a}: ${fe(e).join(", ")}.`;return{text:`${l} ${s}`,offers:"special"}}function vr({unknown_words:e}){return e.length===0?null:{text:`The model never saw these words: ${e.join(", ")}.`,offers:null}}function xr({broken:e}){if(e===0)return null;let[t,n]=e===1?["value is","counts"]:["values are","count"];return{text:`${e} ${t} not a number and ${n} as zero here.`,offers:null}}function It(e,t,n,r){let o={context:e,name:t,root:n,units:r,anchor:0,dragging:null};wr(o),kr(o)}function wr(e){let{context:t,root:n}=e;m(t,n,"pointermove",r=>{let o=Se(n,r);o!==null?ze(e,e.dragging??o,o):e.dragging===null&&r.target===n&&x(t,null)}),m(t,n,"pointerleave",()=>{e.dragging===null&&x(t,null)}),m(t,n,"pointerdown",r=>{let o=Se(n,r);o===null||r.button!==0||(r.shiftKey||(e.anchor=o),e.dragging=e.anchor,n.setPointerCapture(r.pointerId))}),m(t,n,"pointerup",r=>Sr(e,r)),m(t,n,"pointercancel",()=>{e.dragging=null,x(t,null)}),m(t,n,"dblclick",r=>{let o=Se(n,r);o!==null&&$r(e,o)})}function Sr(e,t){let n=e.dragging;if(e.dragging=null,n===null)return;let r=Se(e.root,t)??n;r===n?Dt(e,r):Ge(e,n,r,Pr(t)?"add":"only")}function kr(e){let{context:t,root:n,units:r}=e;m(t,n,"focusin",o=>{let i=ke(o.target);i!==null&&(Nr(r(),i),o.target.matches(":focus-visible")&&ze(e,i,i))}),m(t,n,"focusout",()=>x(t,null)),m(t,n,"keydown",o=>{let i=ke(o.target);if(i===null)return;let a=ft(o.key,i,r().length);if(a!==null)Mr(e,a,o.shiftKey);else if(o.key==="Enter"||o.key===" ")e.anchor=i,Dt(e,i);else return;o.preventDefault()})}function Mr(e,t,n){n||(e.anchor=t),e.units()[t].element.focus(),ze(e,e.anchor,t),n?Ge(e,e.anchor,t,"only"):Bt(e)}function ze({context:e,name:t,units:n},r,o){let i=_e(r,o).flatMap(a=>[...n()[a]?.unit.rows??[]]);x(e,{a:[],b:[],[t]:i,from:t})}function Dt(e,t){let n=J(e.context.host.store.history.peek().now)!==void 0;Ge(e,t,t,n?"click":"add")}function Ge(e,t,n,r){let{context:o,name:i,units:a}=e,l=_e(t,n).flatMap(s=>[...a()[s]?.unit.tokens??[]]);l.length>0&&o.host.store.act(s=>Y(s,i,l,r)),Bt(e)}function $r({context:e,name:t,units:n},r){let o=e.host.pair[t],i=n()[r].unit.tokens,l=(o.kind==="caption"?o.phrases:[]).find(({tokens:s})=>i.some(u=>s.includes(u)));l&&e.host.store.act(s=>Y(s,t,l.tokens))}function Pr(e){return e.ctrlKey||e.metaKey}function Se(e,t){let n=ke(t.target);if(n!==null)return n;let r=e.getRootNode();return ke(r.elementFromPoint(t.clientX,t.clientY))}function ke(e){let t=e instanceof Element?e.closest("[data-index]"):null;return t?Number(t.dataset.index):null}function Nr(e,t){for(let[n,{element:r}]of e.entries())N(r,{tabindex:n===t?0:-1})}function Bt({context:e,name:t}){let{host:n,shown:r,limits:o,announce:i}=e,{a,b:l}=r.peek(),s=r.peek()[t].units,u=w(n.pair[t],n.store.history.peek().now[t]),p=$(_(n.pair,a.units,l.units),o.digits),d=O(n.pair,t,s);i(d?`${d}, ${p}${u.join()===s.join()?", kept":""}`:"nothing kept")}var Er=160;function Vt(e,t,n){let{host:r,view:o}=e,i=c("div",{class:"caption",role:"listbox",dir:"auto","data-long":n.text.length>Er,"aria-label":A(v(r.pair,t)),"aria-multiselectable":"true","aria-orientation":"horizontal"}),a=[];return g(e,()=>{a=Cr(n,i,o.pieces.value,o.special.value)}),g(e,()=>{o.pieces.value,o.special.value,Tr(e,t,a)}),g(e,()=>{o.pieces.value,o.special.value,Lr(e,t,a)}),It(e,t,i,()=>a),i}function Cr(e,t,n,r){let o=[],i=Nt(e,n,r).map(a=>{if(typeof a=="string")return c("span",{class:"gap"},a);let l=c("i",{class:"under"}),s=c("i",{class:"over"}),u=c("span",{class:a.special?"unit special":"unit",role:"option",tabindex:o.length===0?0:-1,"data-index":o.length},s,a.text,l);return o.push({unit:a,element:u,under:l,over:s}),u});return t.replaceChildren(...i),o}function Tr({shown:e},t,n){let{answer:r,limit:o}=e.value[t];for(let{unit:i,under:a}of n){let l=H(i.rows.map(d=>r[d])),s=o>0?Math.min(1,Math.abs(l)/o):0,u=l<0?"against":"for";a.dataset.sign!==u&&(a.dataset.sign=u);let p=`scaleY(${s<.02?0:s.toFixed(3)})`;a.style.transform!==p&&(a.style.transform=p)}}function Lr({host:e,shown:t},n,r){let{now:o}=e.store.history.value,i=new Set(t.value[n].units),a=new Set(o[n]),l=({rows:p})=>p.length>0&&p.every(d=>i.has(d)),s=({tokens:p})=>p.length>0&&p.every(d=>a.has(d)),u=r.map(({unit:p})=>s(p)?"kept":l(p)?"lit":void 0);for(let[p,{unit:d,element:f,over:M}]of r.entries()){let T=u[p],I=T!==void 0&&T===u[p+1];N(f,{"aria-selected":String(T==="kept"),"data-state":T,"data-joined":I});let oe=Hr(o,n,d);M.style.background!==oe.background&&Object.assign(M.style,oe)}}function Hr(e,t,n){let o=e.pins.filter(i=>n.tokens.some(a=>i[t].includes(a))).slice(0,3).map(({colour:i},a)=>{let[l,s]=[3*a,3*a+2];return`linear-gradient(to top, transparent ${l}px, ${j(i)} ${l}px ${s}px, transparent ${s}px)`});return{background:o.join(", "),height:`${3*o.length}px`}}var ne=4;function Or(e){let t=0;return e.map(n=>{let r=t;return t+=n.value,{...n,from:r,to:t}})}function Ar(e,t){let n=[0,t,...e.flatMap(({from:i,to:a})=>[i,a])],[r,o]=[Math.min(...n),Math.max(...n)];return o>r?[r,o]:[0,1]}function Me(e){let{host:t}=e,{rows:n,score:r}=t.pair.ledger,o=Or(n),i=Ar(o,r),a=Tt(n.map(({value:f})=>f),r,ne),l="Point at a part to read what it means.",s=c("p",{class:"explanation","aria-live":"polite"},l),u=c("ul",{class:"parts"},...o.map((f,M)=>jr(f,i,a[M])),Rr(r,i,me(t.pair))),p=f=>{let M=f.target.closest("[data-explanation]"),T=Ct(t.pair,M?.dataset.key??"");S(s,M?.dataset.explanation??l),x(e,T&&{...T,from:"list"})},d=()=>{S(s,l),x(e,null)};return m(e,u,["pointerover","focusin"],p),m(e,u,["pointerleave","focusout"],d),c("section",{class:"ledger","aria-label":"Where the score comes from"},c("h2",{},"Where the score comes from"),u,s)}function jr(e,t,n){let{key:r,name:o,value:i,explanation:a,from:l,to:s}=e;return c("li",{tabindex:0,"data-key":r,"data-explanation":a,"aria-label":`${o}: ${$(n,ne)}. ${a}`},c("span",{class:"name"},o),zt(l,s,t,i<0?"against":"for"),c("span",{class:"value"},$(n,ne)))}function Rr(e,t,n){let r=`The cosine of ${n}: the sum of every line above.`;return c("li",{class:"total",tabindex:0,"data-explanation":r,"aria-label":`score: ${L(e,ne)}. ${r}`},c("span",{class:"name"},"score"),zt(0,e,t,"score"),c("span",{class:"value"},L(e,ne)))}function zt(e,t,[n,r],o){let i=s=>100*(s-n)/(r-n),[a,l]=[i(Math.min(e,t)),i(Math.max(e,t))];return c("span",{class:"track","aria-hidden":"true"},c("i",{class:"zero",style:`left: ${i(0).toFixed(2)}%`}),c("i",{class:"piece","data-sign":o,style:`left: ${a.toFixed(2)}%; width: ${(l-a).toFixed(2)}%`}),c("i",{class:"end",style:`left: ${i(t).toFixed(2)}%`}))}function Gt(e){let t=k(e.host.pair)[1],n=c("p",{class:"note"});return g(e,()=>S(n,Fr(e))),c("div",{class:"legend"},Xt(e,t),Qt(e,t),en(e),n)}function qt(e,t){return c("div",{class:"legend own"},Xt(e,t),Qt(e,t))}function Yt(e){let t=c("p",{class:"note"});return g(e,()=>S(t,Ur(e))),c("div",{class:"legend"},en(e),t)}function Jt(e){let{view:t,shown:n,limits:r}=e,o=c("span",{class:"height"}),i=c("p",{class:"note"}),a=u=>c("i",{class:"stroke","data-sign":u,"aria-hidden":"true"});g(e,()=>{let u=Math.max(n.value.a.limit,n.value.b.limit);S(o,u>0?`full height ${L(u,r.digits)}`:"every value is zero"),S(i,_r(e))});let l=c("div",{class:"scale strokes"},a("for"),"for",a("against"),"against",o),s=re(e,t.locked,"Locked scale",Zt);return c("div",{class:"legend"},c("div",{class:"controls"},l,s),i)}var Zt="One scale for every selection, so that colours can be compared";function Xt(e,t){let n=c("p",{class:"note title"});return g(e,()=>S(n,Wr(e,t))),n}function Qt(e,t){let n=c("span",{class:"end"}),r=c("span",{class:"end"}),o=c("span",{class:"ramp","aria-hidden":"true",style:`--ramp: ${vt()}`});return g(e,()=>{let{limit:i}=e.shown.value[t],a=F(i);S(n,i>0?L(-i,a):"0"),S(r,i>0?$(i,a):"0"),N(o,{"data-empty":i===0})}),c("div",{class:"scale",role:"group","aria-label":"Colour scale, value per patch"},c("span",{class:"pole"},"against"),n,o,r,c("span",{class:"pole"},"for"))}function en(e){let{view:t}=e,n=c("input",{type:"range",min:0,max:1,step:.05,value:t.opacity.peek()});return n.setAttribute("aria-label","Opacity of the heat"),m(e,n,"input",()=>tn(t.opacity,Number(n.value))),c("div",{class:"controls"},re(e,t.locked,"Locked scale",Zt),c("label",{},"Opacity",n),re(e,t.grey,"Grey picture","Takes the picture's colours away, so that only the heat has any"))}function re(e,t,n,r){let o=c("input",{type:"checkbox"});return m(e,o,"change",()=>tn(t,o.checked)),g(e,()=>{o.checked=t.value}),c("label",{title:r},o,n)}function tn(e,t){e.value=t}function Wr({host:e,view:t,shown:n},r){let{pair:o}=e,i=y(r),a=O(o,i,n.value[i].units),l=`value per patch${t.smooth.value?", smoothed":""}`;return o[i].kind==="picture"?a?`With ${a}: ${l}`:`No heat: point at the ${v(o,i)}`:a?`On the picture: ${a}, ${l}`:"No heat on the picture: point at a word"}var Kr="Point at words or at the picture; click to keep, drag for several.",Ye="Unlocked: colours fit this selection only; do not compare them with another.";function Fr(e){if(!e.view.locked.value)return Ye;let{host:t,shown:n,limits:r}=e,[o,i]=k(t.pair),a=qe(e,i);if(a)return`Some patches lie beyond the scale: up to ${a}.`;let{units:l}=n.value[i];if(l.length===0)return n.value[o].from==="preview"?Kr:"";let s=ee(Ve(t.pair,i,l),"patch","patches");return`Full underline: ${L(n.value[o].limit,r.digits)}, the most any word gets from ${s}.`}function Ur({view:e,shown:t}){return e.locked.value?t.value.a.from==="preview"?"Point at either picture; click to keep a patch, drag for a box.":"The scale ends at the most that any patch gets from as many patches as are chosen.":Ye}function _r(e){if(!e.view.locked.value)return Ye.replace("colours fit","underlines fit");let t=qe(e,"a")||qe(e,"b");return t?`Some words lie beyond the scale: up to ${t}.`:e.shown.value.a.from==="preview"?"Point at words; click to keep, drag for several.":"A full underline is the most that any word gets from a word or phrase of the other caption."}function qe({host:e,shown:t,limits:n},r){let{heat:o,limit:i}=t.value[r],a=te(e.pair[r],o);return a>i*1.0001?L(a,n.digits):""}function $e(e){let t=_t(e.host.pair).map(({text:n,offers:r})=>c("p",{},n,...r==="special"?[" ",Ir(e)]:[]));return c("div",{class:"notices",role:"status"},Dr(e),...t)}function Ir(e){let{special:t}=e.view,n=c("button",{type:"button",class:"link"});return m(e,n,"click",()=>{t.value=!t.value}),g(e,()=>S(n,t.value?"Hide them":"Show them")),n}function Dr(e){let t=c("p",{},"The kernel is gone. The view still works; Python no longer sees what you choose.");return g(e,()=>{t.hidden=e.host.status.value!=="gone"}),t}function nn(e){let{view:t,host:n}=e,{model:r,method:o}=n.pair,i=c("details",{class:"options"},c("summary",{},"Options and keys"),c("div",{class:"sheet"},Je(e,t.special,"Special units",`${A(Gr(fe(n.pair)))}: ${zr(n.pair)}, yet part of the score.`),...Br(e),c("dl",{class:"keys"},...pt(n.pair).flatMap(([l,s])=>[c("dt",{},l),c("dd",{},s)])),c("p",{class:"note"},[r,o,...Vr(n.pair)].join(", "))));return m(e,i,"keydown",l=>{l.key!=="Escape"||!i.open||(i.open=!1,i.querySelector("summary").focus(),l.stopPropagation())}),i}function Br(e){let{view:t,host:n}=e,r=[n.pair.a.kind,n.pair.b.kind],o=h(n.pair)?"The captions as the model reads them.":"The caption as the model reads it.",i=Je(e,t.pieces,"Word pieces",o),l=Je(e,t.smooth,"Smooth heat","Blends neighbouring patches; the patches are what was measured.");return[...r.includes("caption")?[i]:[],...r.includes("picture")?[l]:[]]}function Vr(e){let t=Z.map((n,r)=>`${v(e,n)} at ${qr(e.layers[r],e.depths[r])}`);return e.a.kind==="caption"&&e.b.kind==="picture"?t.reverse():t}function zr(e){return h(e)?e.a.kind==="caption"?"no word":"no place":"no word, no place"}function Gr(e){return e.length>1?`${e.slice(0,-1).join(", ")} and ${e.at(-1)}`:e[0]??"none here"}function Je(e,t,n,r){return c("div",{class:"option"},re(e,t,n,r),c("small",{},r))}function qr(e,t){return e===t?"the pooling":`layer ${e} of ${t}`}function an(e,t,n,r){let o={context:e,name:t,side:n,root:r,anchor:null,cursor:null,corner:null};Yr(o),Jr(o)}function Yr(e){let{context:t,root:n}=e;m(t,n,"pointermove",r=>sn(e,Pe(e,e.anchor,Ze(e,r)))),m(t,n,"pointerleave",()=>{e.anchor===null&&x(t,null)}),m(t,n,"pointerdown",r=>{r.button===0&&(e.anchor=Ze(e,r),e.cursor=e.anchor,n.setPointerCapture(r.pointerId))}),m(t,n,"pointerup",r=>{if(e.anchor===null)return;let o=Pe(e,e.anchor,Ze(e,r)),i=r.ctrlKey||r.metaKey||r.shiftKey;ln(e,o,i?"add":o.length===1?"click":"only"),e.anchor=null}),m(t,n,"pointercancel",()=>{e.anchor=null,x(t,null)})}function Jr(e){let{context:t,root:n}=e;m(t,n,"focusin",()=>{n.matches(":focus-visible")&&on(e,rn(e))}),m(t,n,"focusout",()=>{e.corner=null,x(t,null)}),m(t,n,"keydown",r=>{let o=rn(e),i=mt(r.key,o,e.side.rows,e.side.cols);if(i!==null)e.corner=r.shiftKey?e.corner??o:null,on(e,i);else if(r.key==="Enter"||r.key===" ")ln(e,Pe(e,e.corner,o),r.ctrlKey||r.metaKey?"add":"click"),e.corner=null;else{r.key==="Escape"&&(e.anchor=null);return}r.preventDefault()})}function rn({context:e,name:t,cursor:n}){return n??Math.max(0,V(e.shown.peek()[t].heat))}function on(e,t){e.cursor=t;let n=Pe(e,e.corner,t);sn(e,n),cn(e,n)}function Pe({side:e},t,n){return t===null?[n]:kt(e.cols,t,n)}function Ze({side:e,root:t},n){let{rows:r,cols:o}=e,i=t.getBoundingClientRect(),a=(s,u,p)=>Math.min(p-1,Math.max(0,Math.floor(s/u*p)));return a(n.clientY-i.top,i.height,r)*o+a(n.clientX-i.left,i.width,o)}function sn({context:e,name:t,side:n},r){x(e,{a:[],b:[],[t]:w(n,r),from:t})}function ln(e,t,n){e.context.host.store.act(r=>Y(r,e.name,t,n)),cn(e,t)}function cn({context:e,name:t,side:n},r){let{host:o,limits:i,announce:a,shown:l}=e,s=o.store.history.peek().now[t],u=l.peek()[y(t)],p={a:[],b:[],[t]:w(n,r)};u.from==="kept"&&Object.assign(p,{[y(t)]:u.units});let d=$(_(o.pair,p.a,p.b),i.digits),f=r.length===1?we(r[0],n.cols):`${r.length} patches`;a(`${f}, ${d}${r.every(M=>s.includes(M))?", kept":""}`)}function un(e,t,n){let{host:r,view:o}=e,{rows:i,cols:a,width:l,height:s}=n,u=c("img",{src:r.pictures[t],alt:"",draggable:"false"}),p=c("canvas",{width:a,height:i,"aria-hidden":"true"}),d=ue("svg",{viewBox:`0 0 ${a} ${i}`,preserveAspectRatio:"none","aria-hidden":"true"}),f=c("div",{class:"tags","aria-hidden":"true"}),M=c("div",{class:"picture",role:"application","aria-roledescription":"patch grid","aria-label":`${A(v(r.pair,t))} of ${i} by ${a} patches. Arrow keys move, Enter keeps, Shift and arrows draw a box.`,tabindex:0,style:`aspect-ratio: ${l} / ${s}; --shape: ${l/s}`},u,p,d,f);return g(e,()=>Zr(p,e,t)),g(e,()=>{p.style.opacity=String(o.opacity.value),N(M,{"data-smooth":o.smooth.value,"data-grey":o.grey.value})}),g(e,()=>Xr(d,e,t,n)),g(e,()=>Qr(f,e,t,n)),an(e,t,n,M),M}function Zr(e,{shown:t},n){let{heat:r,limit:o}=t.value[n],i=e.getContext("2d");if(!i)return;let a=i.createImageData(e.width,e.height);yt(r,o,a.data),i.putImageData(a,0,0)}function Xr(e,{host:t,shown:n},r,o){let{now:i}=t.store.history.value,{region:a,units:l,from:s}=n.value[r],u=s==="none"?Ne(a,o.cols,"peak"):[];u.push(...Ne(i[r],o.cols,"kept"));for(let p of i.pins){let d=p[r].length>0?"pin":"pin peak";u.push(...Ne(pn(t.pair,r,o,p),o.cols,d,j(p.colour)))}(s==="hover"||s==="preview")&&u.push(...Ne(eo(o,l),o.cols,"hovered")),e.replaceChildren(...u)}function Ne(e,t,n,r){if(e.length===0)return[];let o=Lt(e,t),i=r?`stroke: ${r}`:void 0;return[ue("path",{d:o,class:"casing"}),ue("path",{d:o,class:n,style:i})]}function pn(e,t,n,r){if(r[t].length>0)return r[t];let o=y(t);return xe(X(e,o,w(e[o],r[o])),n.cols)}function Qr(e,{host:t},n,r){let{rows:o,cols:i}=r,a=new Map,l=t.store.history.value.now.pins.flatMap(s=>{let{colour:u}=s,p=pn(t.pair,n,r,s)[0];if(p===void 0)return[];let d=a.get(p)??0;a.set(p,d+1);let[f,M]=[Math.floor(p/i)/o,p%i/i],I=`${`top: ${100*f}%; left: calc(${100*M}% + ${18*d}px)`}; --pin: ${j(u)}; --on-pin: ${he(u)}`;return[c("span",{class:"tag",style:I},ge(u))]});e.replaceChildren(...l)}function eo(e,t){let n=new Set(t);return e.content.flatMap((r,o)=>n.has(r)?[o]:[])}var to=.1,mn="share of the score";function Ee(e){let{host:t}=e,n=c("ul",{class:"rows"}),r=c("p",{class:"note"},`Keep ${no(t.pair)}, then pin it here to compare it with others.`),o=c("small",{},mn),i=new AbortController;return g(e,()=>{let a=t.store.history.value.now.pins;i.abort(),i=new AbortController;let l={...e,stop:AbortSignal.any([e.stop,i.signal])};n.replaceChildren(...a.map(s=>oo(l,s))),r.hidden=a.length>0,o.hidden=a.length===0}),c("section",{"aria-label":"Pins"},c("h2",{},"Pins",o),n,r)}function no(e){return h(e)?e.a.kind==="caption"?"a word or a phrase":"a patch or a region":"a word or a region"}function Ce(e){let{pair:t}=e.host,n=Math.abs(t.top_pairs[0]?.value??0),r=t.top_pairs.filter(({value:s})=>Math.abs(s)>=to*n),[o,i]=k(t),a=r.map(({a:s,b:u,value:p})=>{let d={a:dn(t,"a",s),b:dn(t,"b",u)};return hn(e,{a:s,b:u,name:d[o],where:fn(t,d[i]),value:p})}),l=c("p",{class:"note"},ro(t));return c("section",{"aria-label":"Strongest pairs"},c("h2",{},"Strongest pairs",a.length>0?c("small",{},mn):""),a.length>0?c("ul",{class:"rows"},...a):l)}function dn(e,t,n){let r=e[t];return r.kind==="caption"?be(r,n):(h(e)?De:z)(n,r.rows,r.cols)}function fn(e,t){return h(e)?`\xD7 ${t}`:t}function ro(e){return h(e)?`Nothing of one ${e.a.kind} meets anything of the other.`:"No phrase meets any part of the picture."}function oo(e,t){let{host:n}=e,{pair:r,store:o}=n,i={a:w(r.a,t.a),b:w(r.b,t.b)},a=k(r).map(d=>O(r,d,i[d])).filter(Boolean),l=_(r,i.a,i.b),s=hn(e,{...t,name:a[0],where:io(r,t,a[1]),value:l}),u=c("span",{class:"badge",style:`--pin: ${j(t.colour)}; --on-pin: ${he(t.colour)}`},ge(t.colour)),p=c("button",{type:"button",class:"away","aria-label":`Unpin ${a.join(", ")}`,title:"Unpin"},"\xD7");return m(e,p,"click",()=>{o.act(d=>lt(d,t.colour)),x(e,null)}),s.querySelector(".what").prepend(u),s.classList.add("pinned"),s.append(p),s}function io(e,t,n){return n!==void 0?fn(e,n):h(e)?`, ${v(e,t.a.length>0?"a":"b")}`:""}function hn(e,{a:t,b:n,name:r,where:o,value:i}){let{host:a,limits:l}=e,s=Q(i,Math.abs(a.pair.ledger.score)),u=c("button",{type:"button",class:"row"},c("span",{class:"what"},c("span",{class:"name"},r),o?c("span",{class:"where"},o.startsWith(",")?o:` ${o}`):""),c("span",{class:"value"},$(i,l.digits)),c("span",{class:"share"},s===null?"":U(s))),{pair:p}=a,d={a:w(p.a,t),b:w(p.b,n),from:"list"};return m(e,u,["pointerenter","focus"],()=>x(e,d)),m(e,u,["pointerleave","blur"],()=>x(e,null)),m(e,u,"click",()=>a.store.act(f=>Ae(f,t,n))),c("li",{},u)}var ao={"+":"for","\u2212":"against"};function Te(e){let{host:t,view:n,shown:r,limits:o}=e,{store:i}=t,a=P=>c("span",{class:P}),[l,s,u,p,d]=["eyebrow","subject","value","share","detail"].map(a),f=(P,Le,Tn)=>{let Qe=c("button",{type:"button",title:Le},P);return m(e,Qe,"click",Tn),Qe},M=f("Pin","Keep this selection in the list, with a colour of its own (P)",()=>i.act(de)),T=f("Clear","Let go of the selection (Esc)",()=>je(i,n)),I=f("Undo","Bring back what was kept before (Ctrl or \u2318 + Z)",()=>i.undo()),oe=c("div",{class:"readout"},c("div",{class:"said"},c("p",{class:"line"},l,s,u,p),d),c("div",{class:"actions"},M,T,I));return g(e,()=>{let P=Ut(t.pair,o,r.value);S(l,P.eyebrow),S(s,P.subject),S(u,P.value),S(p,P.share),S(d,P.detail),N(s,{title:P.subject.length>40?P.subject:void 0}),N(u,{"data-sign":ao[P.value[0]??""]})}),g(e,()=>{let{now:P,past:Le}=i.history.value;N(M,{"aria-disabled":B(P)||J(P)!==void 0}),N(T,{"aria-disabled":B(P)&&n.dismissed.value}),N(I,{"aria-disabled":Le.length===0})}),oe}function gn(e,t,n){let{view:r}=e,o=ye(n).map(({text:a,units:l})=>{let s=c("button",{type:"button",class:"unit special"},a);return m(e,s,["pointerenter","focus"],()=>x(e,{a:[],b:[],[t]:l,from:t})),m(e,s,["pointerleave","blur"],()=>x(e,null)),s}),i=c("div",{class:"specials"},c("span",{class:"note"},"Off the picture:"),...o);return g(e,()=>{i.hidden=!r.special.value||o.length===0}),i}function bn(e){let{a:t,b:n}=e.host.pair;return[...t.kind!==n.kind?so(e):t.kind==="caption"?lo(e):co(e),nn(e)]}function so(e){let[t,n]=k(e.host.pair).map(r=>Xe(e,r));return[c("div",{class:"head"},...t,Te(e),$e(e)),c("div",{class:"body"},c("div",{class:"main"},...n,Gt(e)),c("div",{class:"side"},Ee(e),Ce(e),Me(e)))]}function lo(e){let t=Z.map(n=>c("div",{class:"labelled"},yn(e,n),...Xe(e,n)));return[c("div",{class:"head alike"},...t,Te(e),$e(e)),c("div",{class:"body of-captions"},c("div",{class:"side"},Jt(e),Ee(e),Ce(e)),c("div",{class:"side"},Me(e)))]}function co(e){let t=Z.map(n=>c("div",{class:"labelled"},yn(e,n),...Xe(e,n),qt(e,n)));return[c("div",{class:"head alike"},Te(e),$e(e)),c("div",{class:"body of-pictures"},c("div",{class:"both"},c("div",{class:"pictures"},...t),Yt(e)),c("div",{class:"side"},Ee(e),Ce(e)),c("div",{class:"side"},Me(e)))]}function Xe(e,t){let n=e.host.pair[t];return n.kind==="caption"?[Vt(e,t,n)]:[un(e,t,n),gn(e,t,n)]}function yn(e,t){return c("p",{class:"note label"},A(v(e.host.pair,t)))}var uo=150;function vn(e){let t=c("p",{class:"heard",role:"status","aria-live":"polite"}),n;return e.addEventListener("abort",()=>clearTimeout(n),{once:!0}),{element:t,announce:o=>{clearTimeout(n),n=setTimeout(()=>{t.textContent=o},uo)}}}var xn=`:host {
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
`;function mo(e,t){let n=e.dataset.jpThemeLight;if(n!==void 0)return n==="false"?"dark":"light";let r=[...e.classList,...e.ownerDocument.documentElement.classList];return r.some(o=>["vscode-dark","vscode-high-contrast","dark","dark-theme"].includes(o))?"dark":r.some(o=>["vscode-light","light","light-theme"].includes(o))?"light":t?"dark":"light"}function wn(e,t){let{body:n,documentElement:r}=document,o=window.matchMedia("(prefers-color-scheme: dark)"),i=()=>e(mo(n,o.matches)),a=new MutationObserver(i);for(let l of[n,r])a.observe(l,{attributes:!0,attributeFilter:["class","data-jp-theme-light"]});t.addEventListener("abort",()=>a.disconnect(),{once:!0}),o.addEventListener("change",i,{signal:t}),i()}function Sn(e,t,n){let r=vn(n),o=fo(e,n,r.announce),i=c("div",{class:"pairlens","data-lm-suppress-shortcuts":!0}),a=i.attachShadow({mode:"open"}),l=c("div",{class:"view"},...bn(o),r.element);return a.append(c("style",{},xn),l),wn(s=>{l.dataset.theme=s},n),l.addEventListener("keydown",s=>ho(s,o),{signal:n}),n.addEventListener("abort",()=>i.remove(),{once:!0}),t.append(i),i}function fo(e,t,n){let r=ut(),o=At(e.pair),i=it(()=>Kt(e.pair,o,{shared:e.store.history.value.now,hover:r.hover.value,locked:r.locked.value,dismissed:r.dismissed.value}));return{host:e,view:r,limits:o,shown:i,stop:t,announce:n}}function ho(e,{host:t,view:n,announce:r}){e.defaultPrevented||bo(e)||dt(e,t.store,n)&&(r(go(t)),e.preventDefault(),e.stopPropagation())}function go({pair:e,store:t}){let{now:n}=t.history.peek(),[r,o]=k(e).map(i=>{let a=e[i].kind==="caption"?"word pieces":"patches";return h(e)?`${n[i].length} ${a} of the ${v(e,i)}`:`${n[i].length} ${a}`});return`${r} and ${o} kept, ${n.pins.length} pinned`}function bo(e){return e.composedPath()[0]instanceof HTMLTextAreaElement}var yo={caption:{trait:"selected_tokens",key:"tokens"},picture:{trait:"selected_patches",key:"patches"}};function kn(e,t){return h(e)?{trait:`selected_${t}`,key:t}:yo[e[t].kind]}function Mn(e,t){let[n,r]=[kn(e,"a"),kn(e,"b")],o=a=>a??[],i=(t("pins")??[]).map(a=>({a:o(a[n.key]),b:o(a[r.key]),colour:Number(a.colour)}));return{a:o(t(n.trait)),b:o(t(r.trait)),pins:i}}function Pn(e,t){if(e.version!==2)throw new Error(`This view reads explanations of version 2; this one is of version ${e.version}.`);let n=vo(t),r=e.a.kinds.length;if(r===0||n.length%r!==0)throw new Error(`The matrix has ${n.length} values, which is no multiple of ${r} units.`);let o=xo(n);return{...e,a:$n(e.a),b:$n(e.b),matrix:n,sent:n.length/r,broken:o}}function $n(e){let t=e.kind==="caption"?"content":"patch";return{...e,content:e.kinds.flatMap((n,r)=>n===t?[r]:[])}}function vo(e){let t=ArrayBuffer.isView(e)?new DataView(e.buffer,e.byteOffset,e.byteLength):new DataView(e);if(t.byteLength%4!==0)throw new Error(`${t.byteLength} bytes do not make whole float32 values.`);let n=new Float32Array(t.byteLength/4);for(let r=0;r<n.length;r+=1)n[r]=t.getFloat32(4*r,!0);return n}function Nn(e){return Uint8Array.from(atob(e),t=>t.charCodeAt(0))}function xo(e){let t=0;for(let n=0;n<e.length;n+=1)Number.isFinite(e[n])||(e[n]=0,t+=1);return t}function En(e){let t=Pn(e.pair,Nn(e.matrix));return{pair:t,pictures:e.pictures,store:ct(Mn(t,n=>e.chosen[n])),status:C("page")}}var wo=document.getElementById("pairlens-data"),Cn=document.getElementById("pairlens");Cn.replaceChildren();var So=Sn(En(JSON.parse(wo.textContent)),Cn,new AbortController().signal);document.body.addEventListener("keydown",e=>{if(e.target!==document.body)return;So.shadowRoot.querySelector(".view").dispatchEvent(new KeyboardEvent("keydown",e))||e.preventDefault()});})();
