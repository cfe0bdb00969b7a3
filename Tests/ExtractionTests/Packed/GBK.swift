import Encodings

/// Whether the decoder knows more than UTF-8.
let decodesGBK: Bool = {
    guard case .text = TextDecoder().decode([0xD6, 0xD0, 0xCE, 0xC4], declared: "GBK") else { return false }
    return true
}()

/// `中国的电站` in GBK.
let chinaInGBK: [UInt8] = [0xD6, 0xD0, 0xB9, 0xFA, 0xB5, 0xC4, 0xB5, 0xE7, 0xD5, 0xBE]
