// Fetches Twilio's Voice SDK when somebody needs it, once; it knows no modules and leaves a global behind.
const SDK = new URL("../vendor/twilio-voice-sdk.min.js", import.meta.url);
export const OUTPUT = "telepro-output"; // where a browser keeps the output that its person chose
let fetching = null;

/** Resolves to the SDK's Device, or rejects when its file can't be had. */
export function voiceSdk() {
  fetching ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = SDK;
    script.addEventListener("load", () => done(globalThis.Twilio.Device));
    script.addEventListener("error", () => {
      fetching = null;
      script.remove();
      failed(new Error("the Voice SDK could not be fetched"));
    });
    document.head.append(script);
  });
  return fetching;
}
