"""The rules of prospecting: plain values in, plain values out."""
