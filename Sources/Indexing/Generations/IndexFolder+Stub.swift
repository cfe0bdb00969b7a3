internal import Glibc
internal import IndexSchema
internal import SystemPackage

/// The file that names the live generation.
extension IndexFolder {
    /// What the stub says.
    enum Stub: Equatable {
        case absent
        case generation(Int)
        /// It is ours, and not whole.
        case torn
        /// It was not written by this program: it may name shards.
        case foreign
    }

    func readStub() throws(IndexingError) -> Stub {
        let bytes: [UInt8]
        do {
            let file = try FileDescriptor.open(stub, .readOnly, options: .closeOnExec)
            bytes = try file.closeAfter {
                var bytes = [UInt8](repeating: 0, count: 256)
                let count = try bytes.withUnsafeMutableBytes { try file.read(into: $0) }
                return Array(bytes[..<count])
            }
        } catch let error as Errno where error == .noSuchFileOrDirectory || error == .notDirectory {
            return .absent
        } catch {
            throw .reading(index: path, error as? Errno ?? .ioError)
        }
        let text = String(decoding: bytes, as: UTF8.self)
        if let number = IndexLayout.generation(inStub: text), text == IndexLayout.stubText(generation: number) {
            return .generation(number)
        }
        return IndexLayout.isTornStub(bytes) ? .torn : .foreign
    }

    /// Makes a generation the live one. It is on the disk, and so is the switch when this returns.
    func makeLive(_ number: Int) throws(IndexingError) {
        try writing {
            // A new file, for the same reason as the lock.
            try FileTree.remove(nextStub)
            let file = try FileDescriptor.open(
                nextStub, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
            try file.closeAfter { _ = try file.writeAll(IndexLayout.stubText(generation: number).utf8) }
            try giveToOwner(nextStub)
            try FileSync.file(nextStub)
            try rename(nextStub, to: stub)
            try FileSync.folder(path)
        }
    }
}
