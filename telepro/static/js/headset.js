// The buttons of a headset, where browser and headset speak of them (Media Session): hang up, microphone on or off.

/** hangup() and mute() are what the keys F8 and F4 do; gives {muted(on)}, which tells the headset what holds. */
export function bindHeadset({ hangup, mute }, session = globalThis.navigator?.mediaSession) {
  for (const [action, act] of Object.entries({ hangup, togglemicrophone: mute })) {
    try {
      session?.setActionHandler(action, () => act());
    } catch {
      // A browser that knows no such button: the keys do the same.
    }
  }
  return { muted: (on) => session?.setMicrophoneActive?.(!on) };
}
