using Prenup.Core.Asking;
using Prenup.Core.Offers;
using Prenup.Core.Offers.Credentials;
using Xunit;

namespace Prenup.Tests.Configuring;

/// <summary>Accounts and offers at Bedrock.</summary>
public sealed class BedrockTests
{
    private const string Runtime = "cloud: bedrock, host: runtime, region: us-east-2, aws: {}";
    private const string Mantle = "cloud: bedrock, host: mantle, region: us-east-2, key: env:KEY";
    private const string Role = "arn:aws:iam::123456789012:role/inference";

    [Theory]
    [InlineData(Runtime, "https://bedrock-runtime.us-east-2.amazonaws.com/")]
    [InlineData(Mantle, "https://bedrock-mantle.us-east-2.api.aws/")]
    [InlineData(
        "cloud: bedrock, host: runtime, region: cn-north-1, aws: {}",
        "https://bedrock-runtime.cn-north-1.amazonaws.com.cn/"
    )]
    [InlineData(
        "cloud: bedrock, host: runtime, region: eusc-de-east-1, aws: {}",
        "https://bedrock-runtime.eusc-de-east-1.amazonaws.eu/"
    )]
    [InlineData(
        "cloud: bedrock, host: runtime, region: us-iso-east-1, aws: {}, endpoint: https://bedrock.example",
        "https://bedrock.example/"
    )]
    public void Host_and_region_make_the_address(string account, string address) =>
        Assert.Equal(address, Offer(account, "openai.gpt-5.5").Account.Endpoint.AbsoluteUri);

    [Fact]
    public void Every_part_of_the_credential_is_read()
    {
        var credential = Offer(
            $"cloud: bedrock, host: runtime, region: us-east-2, aws: {{ access-key-id: AKIA1, secret-access-key: env:KEY, session-token: env:KEY, role: \"{Role}\", external-id: acme, token-endpoint: https://sts.example }}",
            "us.openai.gpt-5.5"
        ).Account.Credential;
        var aws = Assert.IsType<AwsCredential>(credential);
        Assert.Equal(
            ("AKIA1", "sk-canary", "sk-canary"),
            (aws.AccessKeyId, aws.SecretAccessKey?.Reveal(), aws.SessionToken?.Reveal())
        );
        Assert.Equal(
            (Role, "acme", "https://sts.example/"),
            (aws.RoleArn, aws.ExternalId, aws.TokenEndpoint?.AbsoluteUri)
        );
        Assert.DoesNotContain("sk-canary", aws.ToString(), StringComparison.Ordinal);
        Assert.Equal(new AwsCredential(), Offer(Runtime, "us.openai.gpt-5.5").Account.Credential);
        Assert.IsType<KeyCredential>(Offer(Mantle, "openai.gpt-5.5").Account.Credential);
    }

    [Theory]
    [InlineData(Runtime, "us.openai.gpt-5.5", "", "us")]
    [InlineData(Runtime, "global.openai.gpt-5.5", "", "global")]
    [InlineData(Runtime, "openai.gpt-oss-20b-1:0", "", "us")]
    [InlineData(Mantle, "openai.gpt-5.5", "", "us")]
    [InlineData(Mantle, "openai.gpt-5.5", ", scope: us-east-2", "us-east-2")]
    public void B16_The_scope_follows_the_model_s_id_and_the_region(
        string account,
        string model,
        string more,
        string scope
    ) => Assert.Equal(scope, Offer(account, model, more).Scope);

    [Fact]
    public void The_model_decides_what_an_offer_speaks_and_the_host_what_it_runs()
    {
        Assert.Equal([Dialect.OpenAiResponses], Offer(Runtime, "us.openai.gpt-5.6-terra").Apis);
        Assert.Equal([Dialect.OpenAiChat, Dialect.OpenAiResponses], Offer(Mantle, "openai.gpt-5.5").Apis.Order());
        Assert.False(Offer(Runtime, "us.openai.gpt-5.5").HostsTools);
        Assert.True(Offer(Mantle, "openai.gpt-5.5").HostsTools);
    }

    [Theory]
    [InlineData("cloud: bedrock, region: us-east-2, aws: {}", "'host' is missing")]
    [InlineData("cloud: bedrock, host: edge, region: us-east-2, aws: {}", "expected runtime or mantle")]
    [InlineData("cloud: bedrock, host: mantle, region: US, aws: {}", "expected a region's name as us-east-2")]
    [InlineData("cloud: bedrock, host: mantle, region: x.evil.example/us-east-2, aws: {}", "expected a region's name")]
    [InlineData("cloud: bedrock, host: mantle, region: us-east-2", "'key' or 'aws' is missing")]
    [InlineData(Runtime + ", key: env:KEY", "give 'key' or 'aws', not both")]
    [InlineData(Runtime + ", endpoint: https://x.example/openai/v1", "alone: https://x.example")]
    [InlineData("cloud: bedrock, host: runtime, region: us-iso-east-1, aws: {}", "'endpoint' is missing")]
    [InlineData("cloud: bedrock, host: runtime, region: us-east-2, aws: { profil: x }", "did you mean 'profile'")]
    [InlineData(
        "cloud: bedrock, host: runtime, region: us-east-2, aws: { access-key-id: x }",
        "needs 'secret-access-key'"
    )]
    [InlineData("cloud: bedrock, host: runtime, region: us-east-2, aws: { external-id: x }", "needs 'role'")]
    [InlineData("cloud: bedrock, host: runtime, region: us-east-2, aws: { role: admin }", "expected a role's ARN")]
    [InlineData(
        "cloud: bedrock, host: runtime, region: us-east-2, aws: { profile: x, access-key-id: y, secret-access-key: env:KEY }",
        "does not go with"
    )]
    public void A_mistake_in_an_account_is_named(string account, string expected) =>
        Assert.Contains(
            Reading.Errors(Yaml(account, "openai.gpt-5.5", "")),
            error => error.Contains(expected, StringComparison.Ordinal)
        );

    [Theory]
    [InlineData(Runtime, "us.openai.gpt-5.5", ", scope: global", "is an inference profile of scope us, not global")]
    [InlineData(Runtime, "global.openai.gpt-5.5", ", scope: us", "is an inference profile of scope global, not us")]
    [InlineData(Mantle, "us.openai.gpt-5.5", "", "mantle's model ids have no geography before them: openai.gpt-5.5")]
    [InlineData(Mantle, "openai.gpt-5.5", ", scope: global", "is served in us-east-2 alone, which is not global")]
    [InlineData(Mantle, "openai.gpt-5.5", ", scope: eu", "is served in us-east-2 alone, which is not eu")]
    [InlineData(Runtime, "us.openai.gpt-5.5", ", apis: [openai-embeddings]", "has no openai-embeddings")]
    public void B16_What_does_not_agree_in_an_offer_is_named(
        string account,
        string model,
        string more,
        string expected
    ) =>
        Assert.Contains(
            Reading.Errors(Yaml(account, model, more)),
            error => error.Contains(expected, StringComparison.Ordinal)
        );

    private static Offer Offer(string account, string model, string more = "") =>
        Assert.Single(Reading.Valid(Yaml(account, model, more)).Catalogue.Models["m"].Offers);

    private static string Yaml(string account, string model, string more) =>
        $$"""
            accounts: { aws: { {{account}} } }
            models: { m: { offers: [ { name: o, account: aws, model: "{{model}}", price: test/none{{more}} } ] } }
            prices: { unknown: flag }
            """;
}
