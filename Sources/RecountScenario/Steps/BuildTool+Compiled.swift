// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

extension BuildTool {
  static let java = BuildTool(
    images: ["maven:3.8-eclipse-temurin-17", "packages.example/ci/openjdk:17-jdk"],
    steps: [
      Step(
        "Verify", ["mvn -B verify", "./scripts/verify.sh"], seconds: 142,
        failures: [
          Failure(360, .test, mavenTestLog), Failure(220, .compile, mavenCompileLog), scriptFailure,
        ]),
      Step(
        "Package", ["mvn -B -DskipTests package"], seconds: 88,
        failures: [Failure(200, .compile, mavenCompileLog)]),
      Step("Release", ["./release.sh"], seconds: 66, failures: [scriptFailure]),
    ])

  private static let mavenTestLog = """
    +0
    [INFO] Scanning for projects...
    [INFO] Building {1} {n:1-9}.{n:0-30}.{n:0-9}-SNAPSHOT
    *3-9 [INFO] Tests run: {n:2-40}, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: {n:0-9}.{n:100-999} s - in example.{module}.{word}Test
    [ERROR] Tests run: {n:5-20}, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 1.{n:100-999} s <<< FAILURE! - in example.{3}.{4}Test
    [ERROR] example.{3}.{4}Test.keepsOrder  Time elapsed: 0.{n:100-999} s  <<< FAILURE!
    org.opentest4j.AssertionFailedError: expected: <{10}> but was: <{11}>
    [ERROR] Failures:
    [ERROR]   {4}Test.keepsOrder:{n:20-300} expected: <{10}> but was: <{11}>
    [ERROR] Tests run: {9}, Failures: 1, Errors: 0, Skipped: 0
    [INFO] BUILD FAILURE
    [ERROR] Failed to execute goal org.apache.maven.plugins:maven-surefire-plugin:2.22.2:test (default-test) on project {1}: There are test failures.
    """

  private static let mavenCompileLog = """
    +0
    [INFO] Scanning for projects...
    [INFO] Building {1} {n:1-9}.{n:0-30}.{n:0-9}-SNAPSHOT
    [INFO] Compiling {n:40-400} source files to /opt/atlassian/pipelines/agent/build/target/classes
    [ERROR] COMPILATION ERROR :
    [ERROR] /opt/atlassian/pipelines/agent/build/src/main/java/example/{3}/{word}.java:[{n:10-400},{n:5-60}] incompatible types: String cannot be converted to long
    [INFO] 1 error
    [INFO] BUILD FAILURE
    [INFO] Total time:  {n:11-59}.{n:100-999} s
    [ERROR] Failed to execute goal org.apache.maven.plugins:maven-compiler-plugin:3.10.1:compile (default-compile) on project {1}: Compilation failure
    """

  static let gradle = BuildTool(
    images: ["gradle:7.6-jdk17", "packages.example/ci/openjdk:17-jdk"],
    steps: [
      Step(
        "Check", ["./gradlew check", "./scripts/verify.sh"], seconds: 128,
        failures: [
          Failure(330, .test, gradleTestLog), Failure(200, .compile, kotlinLog), scriptFailure,
        ]),
      Step(
        "Assemble", ["./gradlew assemble"], seconds: 84,
        failures: [Failure(180, .compile, kotlinLog)]),
    ])

  private static let gradleTestLog = """
    +0
    Starting a Gradle Daemon (subsequent builds will be faster)
    *3-8 > Task :{module}:compileKotlin
    > Task :{3}:test
    {4}Test > keeps the order of lines FAILED
        org.opentest4j.AssertionFailedError at {4}Test.kt:{n:10-200}
    {9} tests completed, 1 failed
    > Task :{3}:test FAILED
    FAILURE: Build failed with an exception.
    * What went wrong:
    Execution failed for task ':{3}:test'.
    > There were failing tests. See the report at: file:///opt/atlassian/pipelines/agent/build/{3}/build/reports/tests/test/index.html
    BUILD FAILED in {n:1-4}m {n:1-59}s
    """

  private static let kotlinLog = """
    +0
    Starting a Gradle Daemon (subsequent builds will be faster)
    *2-6 > Task :{module}:compileKotlin
    > Task :{3}:compileKotlin FAILED
    *1-3 e: /opt/atlassian/pipelines/agent/build/{3}/src/main/kotlin/{word}.kt: ({n:5-300}, {n:1-60}): Type mismatch: inferred type is String? but String was expected
    FAILURE: Build failed with an exception.
    * What went wrong:
    Execution failed for task ':{3}:compileKotlin'.
    > Compilation error. See log for more details
    BUILD FAILED in {n:11-59}s
    """

  static let go = BuildTool(
    images: ["golang:1.19", "packages.example/ci/golang:1.19"],
    steps: [
      Step(
        "Test", ["go vet ./...", "go test ./...", "./scripts/verify.sh"], seconds: 58,
        failures: [
          Failure(380, .test, goTestLog), Failure(160, .compile, goBuildLog), scriptFailure,
        ]),
      Step(
        "Build image", ["make build"], seconds: 71,
        failures: [Failure(200, .compile, goBuildLog), scriptFailure]),
    ])

  private static let goTestLog = """
    +0
    +1
    *3-9 ok  	example.com/{1}/{module}/{word}	0.{n:100-999}s
    --- FAIL: Test{4}Total (0.0{n:1-9}s)
        {4}_test.go:{n:10-300}: got {10}, want {11}
    FAIL
    FAIL	example.com/{1}/{3}	0.{n:100-999}s
    *1-4 ok  	example.com/{1}/{module}	0.{n:100-999}s
    FAIL
    """

  private static let goBuildLog = """
    +0
    # example.com/{1}/{3}
    *1-3 {3}/{word}.go:{n:10-300}:{n:2-60}: cannot use {4}ID (variable of type string) as int64 value in argument to load
    vet: {3}/{4}.go:{n:10-300}:{n:2-60}: undefined: {4}Total
    {3}/{4}.go:{n:10-300}:{n:2-60}: {4} declared but not used
    FAIL	example.com/{1}/{3} [build failed]
    """

  static let rust = BuildTool(
    images: ["rust:1.65", "packages.example/ci/rust:1.65"],
    steps: [
      Step(
        "Test", ["cargo test --locked", "./scripts/verify.sh"], seconds: 166,
        failures: [
          Failure(280, .test, cargoTestLog), Failure(220, .compile, cargoBuildLog), scriptFailure,
        ])
    ])

  private static let cargoTestLog = """
    +0
    *3-9    Compiling {word}-core v{n:0-9}.{n:0-30}.{n:0-9}
        Finished test [unoptimized + debuginfo] target(s) in {n:20-180}.{n:10-99}s
    running {9} tests
    *2-7 test {module}::{word}::round_trip ... ok
    test {3}::{4}::keeps_sum ... FAILED
    failures:
    ---- {3}::{4}::keeps_sum stdout ----
    thread '{3}::{4}::keeps_sum' panicked at 'assertion failed: `(left == right)`', src/{3}/{4}.rs:{n:10-300}:9
    test result: FAILED. {8} passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.{n:10-99}s
    error: test failed, to rerun pass `--lib`
    """

  private static let cargoBuildLog = """
    +0
    *3-9    Compiling {word}-core v{n:0-9}.{n:0-30}.{n:0-9}
       Compiling {1} v{n:0-9}.{n:0-30}.{n:0-9} (/opt/atlassian/pipelines/agent/build)
    error[E0308]: mismatched types
      --> src/{3}/{4}.rs:{n:10-300}:{n:4-60}
       |
       |     let total: u64 = {4}.total;
       |                ---   ^^^^^^^^^^ expected `u64`, found `i64`
    error: aborting due to previous error
    For more information about this error, try `rustc --explain E0308`.
    error: could not compile `{1}` due to previous error
    """
}
