// Whether the start page speaks to a reader who comes back: decided before anything is drawn, so that
// nothing moves, and a page that nobody has been on before loads nothing.
import { PLACE } from '../reading/place.ts';

/** Stands below the place for it. The part in which the reader was is open. */
export const BACK_SCRIPT = `try{
const place=localStorage.getItem('${PLACE}');
if(place){
document.documentElement.dataset.back='';
for(const part of document.querySelectorAll('#so-far [data-part]'))part.open=part.dataset.part===place.split(/[#/]/)[0];
}
}catch{}`;
