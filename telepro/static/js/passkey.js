// What passkeys are in a browser: bytes there, text on their way; a refusal of the person is no error.
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (each) => each.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

export const known = () => Boolean(window.PublicKeyCredential && navigator.credentials);

/** Make a passkey as the server asks; resolves to its answer as text, or null where the person would not. */
export async function make(asked) {
  const publicKey = { ...asked, challenge: bytes(asked.challenge), user: { ...asked.user, id: bytes(asked.user.id) }, excludeCredentials: allowed(asked.excludeCredentials) };
  return answered(() => navigator.credentials.create({ publicKey }));
}

/** Sign with a passkey; mediation and signal are the browser's own. */
export async function show(asked, options = {}) {
  const publicKey = { ...asked, challenge: bytes(asked.challenge), allowCredentials: allowed(asked.allowCredentials) };
  return answered(() => navigator.credentials.get({ publicKey, ...options }));
}

const allowed = (list = []) => list.map((each) => ({ ...each, id: bytes(each.id) }));

async function answered(act) {
  try {
    return JSON.stringify(written(await act()));
  } catch (error) {
    if (["NotAllowedError", "AbortError", "InvalidStateError"].includes(error.name)) return null;
    throw error;
  }
}

function written({ id, rawId, type, response, ...made }) {
  const said = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) said[name] = text(response[name]);
  }
  return { id, rawId: text(rawId), type, response: said, clientExtensionResults: {}, ...made };
}
