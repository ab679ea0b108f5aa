// Whether the start page has a question from long ago: decided before anything is drawn, so that
// nothing moves and nothing is loaded.
import { NAME } from '../../store/names.ts';
import { DAY } from './coming-again.ts';

/** When it looks for one again, in milliseconds since 1970. None before anything was answered. */
export const LOOKS_AGAIN = `${NAME}:asks`;

/** Stands below the place for the question. *Not now* is for a day. */
export const LONG_AGO_SCRIPT = `{
const again=document.getElementById('again');
try{again.hidden=!((localStorage.getItem('${LOOKS_AGAIN}')??NaN)<=Date.now())}catch{}
again.querySelector('button').onclick=()=>{try{localStorage.setItem('${LOOKS_AGAIN}',Date.now()+${DAY})}catch{}again.hidden=true;document.querySelector('#contents ol a').focus()};
}`;
