// Sections that are folded (src/book/asides.ts): opened by a link to them, or on every page by the
// reader's choice, which this browser keeps.

/** On whether they are open from the start. */
const KEY = 'tasque:asides';

/** In each of them. */
export const SWITCH =
  '<label class="all-asides" data-pagefind-ignore><input type="checkbox"> Open these on every page</label>';

/**
 * Stands below a chapter's text, and runs before anything is drawn, so that nothing moves. The
 * script of every page would come too late.
 */
export const ASIDES_SCRIPT = `{
const all=[...document.querySelectorAll('.on-the-side')];
const boxes=all.map(a=>a.querySelector('.all-asides input'));
const set=on=>{for(const b of boxes)b.checked=on;for(const a of all)a.open=on};
try{if(localStorage.getItem('${KEY}'))set(true)}catch{}
for(const b of boxes)b.onchange=()=>{set(b.checked);b.closest('details').open=true;try{b.checked?localStorage.setItem('${KEY}','open'):localStorage.removeItem('${KEY}')}catch{}};
const reveal=hash=>{try{const to=document.getElementById(decodeURIComponent(hash.slice(1)));const a=to&&to.closest('.on-the-side');if(a)a.open=true}catch{/* a lone % names no place */}};
reveal(location.hash);
addEventListener('hashchange',()=>reveal(location.hash));
addEventListener('click',({target})=>{const link=target.closest&&target.closest('a');if(link&&link.pathname===location.pathname)reveal(link.hash)});
}`;
