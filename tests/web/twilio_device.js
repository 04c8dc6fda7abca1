// What the page sees of Twilio's Voice SDK: a device and its call, whose events a test lets happen.
(() => {
  class Told {
    constructor() {
      this.heard = {};
    }

    on(name, listener) {
      (this.heard[name] ??= []).push(listener);
      return this;
    }

    emit(name, ...facts) {
      for (const listener of this.heard[name] ?? []) listener(...facts);
    }
  }

  class Call extends Told {
    constructor(sid) {
      super();
      this.parameters = { CallSid: sid };
      this.asked = [];
    }

    mute(on) {
      this.asked.push(["mute", on]);
    }

    sendDigits(text) {
      this.asked.push(["digits", text]);
    }

    disconnect() {
      this.emit("disconnect", this);
    }
  }

  class Device extends Told {
    constructor(token, options) {
      super();
      Object.assign(this, { token, options, destroyed: false, audio: {} });
      for (const sound of ["incoming", "outgoing", "disconnect"]) this.audio[sound] = () => {};
      carrier.devices.push(this);
    }

    async connect() {
      if (carrier.refuses) throw Object.assign(new Error(), { code: carrier.refuses });
      this.call = new Call(`CA${carrier.devices.length}`);
      carrier.calls.push(this.call);
      return this.call;
    }

    updateToken(token) {
      this.token = token;
    }

    destroy() {
      this.destroyed = true;
    }

    static runPreflight(token, options) {
      const trial = new Told();
      carrier.trials.push(Object.assign(trial, { token, options }));
      return trial;
    }
  }

  const carrier = (globalThis.carrier = { devices: [], calls: [], trials: [], refuses: globalThis.refuses ?? null });
  globalThis.Twilio = { Device };
})();
