using Prenup.Sandbox;
using Prenup.Sandbox.Aws;
using Xunit;

namespace Prenup.FunctionalTests.Bedrock;

/// <summary>A gateway before the simulated AWS.</summary>
internal static class AwsWorld
{
    /// <summary>A model of GPT on runtime, by its inference profile.</summary>
    public const string OnRuntime = "us.openai.gpt-5.6-sol";

    /// <summary>The same on mantle.</summary>
    public const string OnMantle = "openai.gpt-5.6-sol";

    /// <summary>Every model of the tests, named as at the cloud; those on mantle by bearer key unless they are named "signed".</summary>
    public const string Models = """
        models:
          us.openai.gpt-5.6-sol: { offers: [ { name: runtime, account: aws-runtime, model: us.openai.gpt-5.6-sol, price: test/sol, scope: us } ] }
          by-bearer: { offers: [ { name: runtime-bearer, account: aws-runtime-key, model: us.openai.gpt-5.6-sol, price: test/sol } ] }
          openai.gpt-5.6-sol: { offers: [ { name: mantle, account: aws-mantle, model: openai.gpt-5.6-sol, price: test/sol } ] }
          signed: { offers: [ { name: mantle-signed, account: aws-mantle-signed, model: openai.gpt-5.6-sol, price: test/sol } ] }
          openai.gpt-oss-20b: { offers: [ { name: open, account: aws-mantle, model: openai.gpt-oss-20b, price: test/open } ] }
          terra: { offers: [ { name: terra, account: aws-runtime, model: us.openai.gpt-5.6-terra, price: test/sol } ] }
          unknown: { offers: [ { name: unknown, account: aws-runtime, model: us.openai.gpt-9, price: test/sol } ] }
        """;

    // The rates of the geography as the sandbox's cards have them.
    private const string Prices = """
        prices:
          test/sol:
            - valid-from: 2026-01-01
              scope: us
              source: the sandbox's rate cards
              rows: [ { text-in: 5.5, text-in-cached: 0.55, text-in-write: 6.875, text-in-write-30m: 6.875, text-out: 33 } ]
          test/open:
            - valid-from: 2026-01-01
              scope: us
              source: the sandbox's rate cards
              rows: [ { text-in: 0.07, text-in-cached: 0.07, text-out: 0.3 } ]
        """;

    public static Task<SandboxClouds> CloudsAsync(SandboxAwsOptions? aws = null) =>
        SandboxClouds.StartAsync(
            new SandboxOptions
            {
                Clouds = ["openai", "azure", "bedrock-runtime", "bedrock-mantle"],
                Aws = aws ?? new(),
            },
            TestContext.Current.CancellationToken
        );

    /// <param name="clouds">The clouds; of its own by default.</param>
    /// <param name="signing">What signs for runtime: the members of <c>aws</c>; long-term keys by default.</param>
    public static async Task<TestGateway> StartAsync(SandboxClouds? clouds = null, string? signing = null)
    {
        clouds ??= await CloudsAsync();
        var folder = Directory.CreateTempSubdirectory("prenup-prices-").FullName;
        var prices = Path.Combine(folder, "prices.yaml");
        await File.WriteAllTextAsync(prices, Prices, TestContext.Current.CancellationToken);
        try
        {
            return await TestGateway.StartAsync(
                Models,
                $"prices: {{ books: [ builtin, \"{prices}\" ] }}",
                clouds,
                accounts: Accounts(clouds, signing ?? LongTerm(clouds))
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Long-term keys that are written down.</summary>
    public static string LongTerm(SandboxClouds clouds) =>
        $"access-key-id: {clouds.Aws.Options.LongTerm.AccessKeyId}, secret-access-key: env:AWS_SECRET";

    /// <summary>The same, and a role that is taken with them.</summary>
    public static string Role(SandboxClouds clouds) =>
        $"{LongTerm(clouds)}, role: \"{clouds.Aws.Options.RoleArn}\", token-endpoint: {clouds.Aws.Identity.Address}";

    /// <summary>Accounts as lines of the configuration.</summary>
    public static string Accounts(SandboxClouds clouds, string signing)
    {
        var runtime = $"cloud: bedrock, host: runtime, region: us-east-2, endpoint: {clouds.Aws.Runtime.Address}";
        var mantle = $"cloud: bedrock, host: mantle, region: us-east-2, endpoint: {clouds.Aws.Mantle.Address}";
        return $$"""
              aws-runtime: { {{runtime}}, aws: { {{signing}} } }
              aws-runtime-key: { {{runtime}}, key: env:AWS_KEY }
              aws-mantle: { {{mantle}}, key: env:AWS_KEY }
              aws-mantle-signed: { {{mantle}}, aws: { {{signing}} } }
            """;
    }

    /// <summary>Asserts that each attempt is settled at what AWS invoices for its call.</summary>
    public static async Task AssertSettledAsync(TestGateway gateway)
    {
        var calls = gateway
            .Clouds.All.SelectMany(static cloud => cloud.Calls)
            .ToDictionary(static call => call.AttemptId!, static call => call.BilledPico);
        var attempts = await gateway.AttemptsAsync();
        Assert.Equal(calls.Count, attempts.Count);
        Assert.All(attempts, row => Assert.Equal(calls[row.Opened.Attempt.ToString()], row.Closed!.Cost!.Value.Value));
    }
}
