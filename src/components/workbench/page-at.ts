// Pages of the book that other pages take something from.
import { tellNotLoaded } from '../../offline/not-loaded.ts';
import { NotLoadedError } from './loading.ts';
import { once } from './loaders.ts';

/** A page of the book as a document of its own, in which nothing runs. */
export const pageAt = (address: string): Promise<Document> =>
  once(
    address,
    () =>
      new Promise((resolve, reject) => {
        const fail = (): void => {
          tellNotLoaded();
          reject(new NotLoadedError(`${address}: ${request.status}`));
        };
        const request = new XMLHttpRequest();
        request.open('GET', address);
        request.responseType = 'document';
        request.onerror = fail;
        request.onload = () =>
          request.status === 200 && request.responseXML ? resolve(request.responseXML) : fail();
        request.send();
      }),
  );
