using Xunit;

namespace Prenup.Tests.Configuring;

public sealed class ErrorTests
{
    [Fact]
    public void All_errors_are_reported_at_once_in_file_order_with_line_and_column()
    {
        var errors = Reading.Errors(
            """
            listen:
              - { url: ftp://127.0.0.1 }
            acounts:
              x: y
            accounts:
              openai: { cloud: opnai, key: env:KEY }
            models:
              gpt-5.5:
                route: orderd
                attempts: { count: 0, within: 60 }
                offers:
                  - { name: direct, acount: openai, account: opnai, model: gpt-5.5, price: openai/gpt-5.5 }
            """
        );
        Assert.Equal(
            [
                "prenup.yaml:2:12: listen[0].url: expected an address as http://127.0.0.1:4747",
                "prenup.yaml:3:1: acounts: unknown name 'acounts'; did you mean 'accounts'?",
                "prenup.yaml:6:20: accounts.openai.cloud: unknown cloud 'opnai'; did you mean 'openai'?",
                "prenup.yaml:9:12: models.gpt-5.5.route: expected ordered or weighted, found 'orderd'; did you mean 'ordered'?",
                "prenup.yaml:10:24: models.gpt-5.5.attempts.count: expected a number from 1 to 10",
                "prenup.yaml:10:35: models.gpt-5.5.attempts.within: expected a duration as 500ms, 15s, 2m, 1h or 7d, found '60'",
                "prenup.yaml:12:25: models.gpt-5.5.offers[0].acount: unknown name 'acount'; did you mean 'account'?",
                "prenup.yaml:12:50: models.gpt-5.5.offers[0].account: unknown account 'opnai'; did you mean 'openai'?",
            ],
            errors
        );
    }

    [Theory]
    [InlineData("keys: { a: { hash: x, project: p } }\nprojects: { q: }", "unknown project 'p'")]
    [InlineData("projects: { p: { team: serch } }\nteams: { search: }", "did you mean 'search'?")]
    [InlineData(
        "contracts: { c: { cloud: azure, valid: { from: 2026-01-02, until: 2026-01-02 } } }",
        "'until' is not after"
    )]
    [InlineData("contracts: { c: { cloud: azure, discount: 1 } }", "expected at least 0 and below 1")]
    [InlineData("contracts: { c: { cloud: azure, valid: { zone: Mars/Base } } }", "unknown time zone 'Mars/Base'")]
    [InlineData("prices: { unknown: refus }", "did you mean 'refuse'?")]
    [InlineData("prices: { books: [./missing.yaml] }", "price book './missing.yaml' cannot be read")]
    [InlineData("limits: { request: 64MB }", "expected a size as 512KiB, 64MiB or 1GiB, found '64MB'")]
    [InlineData("limits: { in-flight: 1MiB }", "the largest request could never be admitted")]
    [InlineData("timers: { head: 0s }", "out of bounds")]
    [InlineData("timers: { head: 9999999999999999999d }", "expected a duration")]
    [InlineData("listen: []", "expected at least one endpoint")]
    [InlineData("listen: [{ url: https://0.0.0.0:1 }]", "https is not served")]
    [InlineData("listen: [{ url: http://0.0.0.0:1 }]", "'admin.key' is missing")]
    [InlineData("listen: [{ url: http://example.com:1 }]", "expected localhost or an IP address")]
    [InlineData("admin: { key: env:ABSENT }", "environment variable ABSENT is not set")]
    [InlineData("admin: { key: file:./absent }", "file:./absent cannot be read")]
    [InlineData("ledger: { durability: forever }", "expected process or power")]
    [InlineData("access-log: stdin", "expected stdout")]
    [InlineData("telemetry: {}", "telemetry: 'otlp' is missing")]
    [InlineData("telemetry: { otlp: { endpoint: collector } }", "expected the address of a collector")]
    [InlineData("telemetry: { otlp: { endpoint: http://x, protocol: udp } }", "expected http/protobuf or grpc")]
    [InlineData(
        "telemetry: { otlp: { endpoint: http://x, headers: { a: b } } }",
        "a secret is never written down here"
    )]
    [InlineData("models: { m: { route: cheapest, offers: [] } }", "route 'cheapest' is not served by this version yet")]
    [InlineData("models: { m: { route: ordered } }", "'offers' is missing")]
    [InlineData("models: { m: { offers: [] } }", "expected at least one offer")]
    [InlineData("models: { \"a b\": { offers: [] } }", "a name has at most")]
    [InlineData("accounts: { a: { cloud: openai, key: env:KEY, endpoint: http://example.com/v1 } }", "expected https")]
    [InlineData("accounts: { a: { cloud: azure, key: env:KEY } }", "'endpoint' is missing")]
    [InlineData(
        "accounts: { a: { cloud: azure, endpoint: https://x.y/openai/v1, key: env:KEY } }",
        "alone: https://x.y"
    )]
    [InlineData(
        "accounts: { a: { cloud: azure, endpoint: https://x, api: v2, key: env:KEY } }",
        "expected v1 or a dated version"
    )]
    [InlineData("accounts: { a: { cloud: bedrock, host: runtime, region: x } }", "'key' or 'aws' is missing")]
    public void A_mistake_is_named(string yaml, string expected) =>
        Assert.Contains(Reading.Errors(yaml), error => error.Contains(expected, StringComparison.Ordinal));

    [Theory]
    [InlineData("a: 1\na: 2", "prenup.yaml:2:1", "uplicate key")]
    [InlineData("listen:\n\t- x", "prenup.yaml:2:1", "a tab in the indentation")]
    [InlineData("a: &x 1\nb: *x", "prenup.yaml:2:4", "aliases are not supported")]
    [InlineData("a: 1\n---\nb: 1", "prenup.yaml:2:1", "one file holds one document")]
    [InlineData("a: [1", "prenup.yaml:", "not valid YAML")]
    [InlineData("teams:\n  <<: { a: }", "prenup.yaml:2:3", "")]
    [InlineData("- a", "prenup.yaml:1:1", "expected a mapping")]
    public void What_is_not_plain_yaml_is_refused_at_its_place(string yaml, string place, string expected) =>
        Assert.Contains(
            Reading.Errors(yaml),
            error =>
                error.StartsWith(place, StringComparison.Ordinal) && error.Contains(expected, StringComparison.Ordinal)
        );

    [Fact]
    public void A_secret_written_down_is_refused_and_not_repeated()
    {
        var errors = Reading.Errors("admin: { key: sk-canary-literal }");
        Assert.Equal(
            ["prenup.yaml:1:15: admin.key: a secret is never written down here: give env:NAME or file:path"],
            errors
        );
    }

    [Fact]
    public void Two_offers_and_two_keys_of_one_kind_are_told_apart()
    {
        var hash = "sha256:" + new string('a', 64);
        var errors = Reading.Errors(
            Reading.Sound
                + "      - { name: direct, account: openai, model: x, price: openai/gpt-5.5 }\n"
                + $$"""
                projects: { p: }
                keys: { a: { hash: "{{hash}}", project: p }, b: { hash: "{{hash}}", project: p } }
                """
        );
        Assert.Collection(
            errors,
            error => Assert.Contains("'direct' names another offer too", error, StringComparison.Ordinal),
            error => Assert.Contains("b: has the same hash as key 'a'", error, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error_not_an_exception()
    {
        var result = Prenup.Configuring.ConfigurationReader.ReadFile("absent.yaml", static _ => null);
        Assert.StartsWith(
            "absent.yaml:1:1: cannot be read",
            Assert.Single(result.Errors).ToString(),
            StringComparison.Ordinal
        );
    }
}
