/** What somebody who has just started the server on their own machine wants to know. */
export function greeting(origin: string): string {
  return `netpol-lint listens on ${origin}, judging by the demo cluster in examples/cluster.

Try, from another terminal in this folder:

  a policy that is refused (a misspelt field would open it to every pod)
    curl -sk ${origin}/validate -H 'content-type: application/json' --data-binary @examples/review-denied.json

  a policy that passes with a warning (its labels match no pod)
    curl -sk ${origin}/validate -H 'content-type: application/json' --data-binary @examples/review-warned.json

  any manifest, as text or JSON
    curl -sk ${origin}/v1/lint -H 'accept: text/plain' --data-binary @examples/shop.yaml
    curl -sk ${origin}/v1/lint --data-binary @examples/shop.yaml

  the rules, and the interface
    curl -sk ${origin}/v1/rules/NP201
    curl -sk ${origin}/openapi.json

Stop with Ctrl-C.
`;
}
