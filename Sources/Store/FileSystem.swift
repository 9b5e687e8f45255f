import Foundation

extension StoreFiles {
    /// The directory lies on a file system of another machine, or on one that a program makes up.
    var isOnNetwork: Bool {
        var status = stat()
        guard stat(directory, &status) == 0,
            let mounts = try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8),
            let kind = MountTable.fileSystem(of: UInt64(status.st_dev), in: mounts)
        else { return false }
        return MountTable.isOfNetwork(kind)
    }
}

/// The mounts of this machine as proc(5) writes them in `mountinfo`.
enum MountTable {
    /// The kind of the file system with this device number ("ext4"), nil when it is not listed.
    ///
    /// Fields are parted by one blank: the third is "major:minor", the one after "-" is the kind.
    static func fileSystem(of device: UInt64, in mounts: String) -> String? {
        let major = (device >> 8 & 0xFFF) | (device >> 32 & ~0xFFF)
        let minor = (device & 0xFF) | (device >> 12 & ~0xFF)
        for line in mounts.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count > 3, fields[2] == "\(major):\(minor)" else { continue }
            let tail = fields.drop { $0 != "-" }.dropFirst()
            return tail.first.map { String($0) }
        }
        return nil
    }

    static func isOfNetwork(_ kind: String) -> Bool {
        kind.hasPrefix("fuse") || ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph"].contains(kind)
    }
}
