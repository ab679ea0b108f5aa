// Whether a reader has left something in the lab, or comes with an address of their own: decided before
// anything is drawn, so that no listing is shown to a reader who will see another text.
import { KEPT } from '../../store/kept.ts';
import { UNSAVED } from '../../store/names.ts';

const TELLING = JSON.stringify(['tasque:lab:', 'tasque:edits:', UNSAVED, KEPT]);

/** Stands at the beginning of the lab. */
export const LEFT_SCRIPT = `try{
const lab=document.currentScript.parentElement;
if(location.hash||location.search||Object.keys(localStorage).some(key=>${TELLING}.some(it=>key.startsWith(it))))lab.dataset.left='';
}catch{}`;
