internal import Testing

extension ArchitectureTests {
  @Suite("Imports") struct Imports {
    @Test func `the source is found`() {
      #expect(SourceTree.swiftFiles.count > 20)
      #expect(SourceTree.swiftFiles.contains { $0.path == "Sources/Platform/Errno.swift" && !$0.imports.isEmpty })
      #expect(SourceTree.declaredDependencies["Tree"]?.contains("Content") == true)
    }

    @Test func `imports go down only, and never sideways within a layer`() {
      for file in SourceTree.swiftFiles where !file.isTest {
        guard let own = layer(of: file.target) else {
          Issue.record("\(file.path): the module \(file.target) is in no layer")
          continue
        }
        for (line, module) in file.imports {
          if let other = layer(of: module) {
            #expect(
              other < own, "\(file.path):\(line): \(file.target) (layer \(own)) imports \(module) (layer \(other))")
          }
          if file.target == "vitrine-supervisor" {
            #expect(
              ["Platform", "Glibc"].contains(module) || ArchitectureTests.partsOfSwift.contains(module),
              "\(file.path):\(line): the supervisor stays tiny and imports Platform alone, not \(module)")
          }
        }
      }
    }

    @Test func `each C library has one importer`() {
      for file in SourceTree.swiftFiles {
        for (line, module) in file.imports {
          guard let importer = ArchitectureTests.importerOfCLibrary[module] else { continue }
          #expect(file.target == importer, "\(file.path):\(line): \(module) is imported by \(importer) alone")
        }
      }
    }

    @Test func `every imported module is one the rules know`() {
      for file in SourceTree.swiftFiles {
        for (line, module) in file.imports {
          let isOwn = layer(of: module) != nil || ArchitectureTests.testSupport.contains(module) || module == "Glibc"
          let isKnown =
            isOwn || ArchitectureTests.importerOfCLibrary[module] != nil
            || ArchitectureTests.partsOfSwift.contains(module) || module == "FoundationEssentials"
          #expect(isKnown, "\(file.path):\(line): import \(module)")
        }
      }
    }

    @Test func `only what Package_swift declares is imported`() {
      for file in SourceTree.swiftFiles {
        let declared = SourceTree.declaredDependencies[file.target] ?? []
        for (line, module) in file.imports
        where layer(of: module) != nil || ArchitectureTests.testSupport.contains(module) {
          #expect(declared.contains(module), "\(file.path):\(line): \(file.target) does not declare \(module)")
        }
      }
    }

    @Test func `the system's C library is called from Platform and a few listed modules`() {
      for file in SourceTree.swiftFiles where !file.isTest {
        for (line, module) in file.imports where module == "Glibc" {
          #expect(
            ArchitectureTests.mayCallGlibc.contains(file.target),
            "\(file.path):\(line): \(file.target) goes through Platform; add what is missing there")
        }
      }
    }

    @Test func `nothing imports Foundation, and FoundationEssentials only where it is listed`() {
      for file in SourceTree.swiftFiles {
        for (line, module) in file.imports {
          if module == "FoundationEssentials" {
            let name = file.path.split(separator: "/").dropFirst().joined(separator: "/")
            #expect(
              ArchitectureTests.mayUseFoundationEssentials.contains(name), "\(file.path):\(line): import \(module)")
          } else {
            #expect(!module.hasPrefix("Foundation"), "\(file.path):\(line): import \(module)")
          }
        }
      }
    }

    private func layer(of module: String) -> Int? {
      ArchitectureTests.layers.firstIndex { $0.contains(module) }
    }
  }
}
