// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

extension BuildTool {
  static let node = BuildTool(
    images: ["node:18", "node:16.19", "packages.example/ci/node:18", "cypress/base:18.12.1"],
    steps: [
      Step(
        "Build and test", ["npm ci", "npm test", "./scripts/verify.sh"], seconds: 74,
        failures: [Failure(520, .test, jestLog), scriptFailure]),
      Step(
        "Lint", ["npm ci", "npm run lint"], seconds: 46,
        failures: [Failure(380, .lint, eslintLog)]),
      Step(
        "Bundle", ["npm ci", "npm run build"], seconds: 98,
        failures: [Failure(450, .compile, tscLog)]),
      Step(
        "Deploy to staging", ["npm run deploy -- --stage staging"], seconds: 61,
        failures: [scriptFailure]),
    ])

  private static let installLog = """
    +0
    npm WARN deprecated har-validator@5.1.5: this library is no longer supported
    *1-4 npm WARN deprecated {word}-utils@{n:1-6}.{n:0-20}.{n:0-9}: please move to a newer major version
    added {n:600-1900} packages, and audited {n:700-2000} packages in {n:9-58}s
    {n:40-180} packages are looking for funding
      run `npm fund` for details
    found 0 vulnerabilities

    """

  private static let jestLog =
    installLog + """
      +1
      > {1}@{n:0-9}.{n:0-30}.{n:0-9} test
      > jest --ci
      *2-6 PASS src/{module}/{word}.test.ts
      FAIL src/{3}/{4}.test.ts
        ● {3} › {4} › keeps the total in step with its lines
          expect(received).toBe(expected) // Object.is equality
          Expected: {10}
          Received: {11}
            at Object.<anonymous> (src/{3}/{4}.test.ts:{n:10-200}:{n:3-40})
      Test Suites: 1 failed, {6} passed, {7} total
      Tests:       1 failed, {8} passed, {9} total
      Snapshots:   0 total
      Time:        {n:4-90}.{n:100-999} s
      npm ERR! Test failed.  See above for more details.
      """

  private static let eslintLog =
    installLog + """
      +1
      > {1}@{n:0-9}.{n:0-30}.{n:0-9} lint
      > eslint --max-warnings 0 src
      /opt/atlassian/pipelines/agent/build/src/{3}/{4}.ts
        {n:5-400}:{n:1-80}  error  '{word}' is assigned a value but never used  @typescript-eslint/no-unused-vars
      ✖ 1 problem (1 error, 0 warnings)
      npm ERR! code ELIFECYCLE
      npm ERR! errno 1
      npm ERR! {1}@1.0.0 lint: `eslint --max-warnings 0 src`
      npm ERR! Exit status 1
      """

  private static let tscLog =
    installLog + """
      +1
      > {1}@{n:0-9}.{n:0-30}.{n:0-9} build
      > tsc -p . && vite build
      *1-4 src/{3}/{word}.ts({n:5-400},{n:1-80}): error TS2345: Argument of type 'string' is not assignable to parameter of type 'number'.
      src/{3}/{4}.ts({n:5-400},{n:1-80}): error TS2339: Property '{4}Id' does not exist on type '{4}Props'.
      npm ERR! code ELIFECYCLE
      npm ERR! errno 2
      npm ERR! {1}@1.0.0 build: `tsc -p . && vite build`
      npm ERR! Exit status 2
      """

  static let python = BuildTool(
    images: ["python:3.11", "python:3.9-slim", "packages.example/ci/python:3.11"],
    steps: [
      Step(
        "Test", ["pip install -r requirements.txt", "pytest -q", "./scripts/verify.sh"],
        seconds: 68,
        failures: [
          Failure(500, .test, pytestLog), Failure(70, .download, pipLog), scriptFailure,
        ]),
      Step(
        "Type check", ["pip install -r requirements.txt", "mypy src"], seconds: 42,
        failures: [Failure(300, .compile, mypyLog), Failure(40, .download, pipLog)]),
      Step("Publish docs", ["make -C docs html"], seconds: 55, failures: [scriptFailure]),
    ])

  private static let pytestLog = """
    +0
    *3-9 Collecting {word}-client=={n:0-9}.{n:0-30}.{n:0-9}
    Successfully installed {n:12-60} packages
    +1
    ........................................................................ [ 41%]
    .................F...................................................... [ 83%]
    .............................                                            [100%]
    =================================== FAILURES ===================================
    ____________________________ test_{4}_is_rounded ____________________________
    >       assert {4}_total(lines) == {11}
    E       assert {10} == {11}
    tests/{3}/test_{4}.py:{n:10-300}: AssertionError
    =========================== short test summary info ============================
    FAILED tests/{3}/test_{4}.py::test_{4}_is_rounded - assert {10} == {11}
    1 failed, {8} passed in {n:4-90}.{n:10-99}s
    """

  private static let pipLog = """
    +0
    *3-9 Collecting {word}-client=={n:0-9}.{n:0-30}.{n:0-9}
    WARNING: Retrying (Retry(total=4, connect=None, read=None, redirect=None, status=None)) after connection broken by 'ReadTimeoutError("HTTPSConnectionPool(host='files.pythonhosted.org', port=443): Read timed out. (read timeout=15)")'
    *2-4 WARNING: Retrying (Retry(total={n:0-3}, connect=None, read=None, redirect=None, status=None)) after connection broken by 'ReadTimeoutError'
    pip._vendor.urllib3.exceptions.ReadTimeoutError: HTTPSConnectionPool(host='files.pythonhosted.org', port=443): Read timed out.
    """

  private static let mypyLog = """
    +0
    *3-9 Collecting {word}-client=={n:0-9}.{n:0-30}.{n:0-9}
    Successfully installed {n:12-60} packages
    +1
    src/{3}/{word}.py:{n:5-400}: error: Argument 1 to "load" has incompatible type "str"; expected "int"  [arg-type]
    Found 1 error in 1 file (checked {n:40-300} source files)
    """
}
