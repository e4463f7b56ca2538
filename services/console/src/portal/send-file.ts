/**
 * Options of the api's client for a body that is a file as it is. The client's types know bodies of JSON
 * alone, and a string where a route takes a table.
 */
export function fileBody(file: Blob, type: string) {
  return {
    body: file as never,
    bodySerializer: (body: unknown) => body as never,
    headers: { 'content-type': type },
  };
}

/** Content type of a table by its name: what a browser says of CSV differs by machine. */
export function tableType(file: { readonly name: string }): string {
  return file.name.toLowerCase().endsWith('.csv')
    ? 'text/csv'
    : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
}
