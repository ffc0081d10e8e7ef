using Prenup.Core.Asking;
using Prenup.Core.Offers;
using Prenup.Core.Offers.Credentials;
using Xunit;

namespace Prenup.Tests.Configuring;

public sealed class AccountTests
{
    [Theory]
    [InlineData("cloud: openai, key: env:KEY, region: eu", "https://eu.api.openai.com/v1")]
    [InlineData(
        "cloud: openai, key: env:KEY, region: here, endpoint: https://own.example/v1",
        "https://own.example/v1"
    )]
    [InlineData(
        "cloud: vertex, project: p, location: global",
        "https://aiplatform.googleapis.com/v1/projects/p/locations/global"
    )]
    [InlineData(
        "cloud: vertex, project: p, location: eu",
        "https://aiplatform.eu.rep.googleapis.com/v1/projects/p/locations/eu"
    )]
    [InlineData(
        "cloud: vertex, project: p, location: us-east1",
        "https://us-east1-aiplatform.googleapis.com/v1/projects/p/locations/us-east1"
    )]
    [InlineData(
        "cloud: watsonx, key: env:KEY, endpoint: https://eu-de.ml.cloud.ibm.com",
        "https://eu-de.ml.cloud.ibm.com/ml/gateway/v1"
    )]
    [InlineData("cloud: openai-compatible, endpoint: http://127.0.0.1:11434/v1", "http://127.0.0.1:11434/v1")]
    [InlineData(
        "cloud: openai-compatible, endpoint: http://vllm.svc:8000/v1, network: { plaintext: allow }",
        "http://vllm.svc:8000/v1"
    )]
    public void A_cloud_decides_the_address(string account, string expected) =>
        Assert.Equal(expected, Offered(account).Account.Endpoint.ToString());

    [Theory]
    [InlineData("cloud: openai, key: env:KEY, region: mars", "unknown region of OpenAI's 'mars'")]
    [InlineData("cloud: vertex, project: p, location: eu/../x", "expected lower-case letters")]
    [InlineData(
        "cloud: vertex, project: p, location: eu, google: { credentials: 'file:./absent.json' }",
        "names no file"
    )]
    [InlineData("cloud: openai-compatible, endpoint: http://10.0.0.7/v1", "expected https: http is for loopback alone")]
    [InlineData(
        "cloud: openai-compatible, endpoint: https://x/v1, network: { ca: 'file:./absent.pem' }",
        "names no file"
    )]
    [InlineData(
        "cloud: openai-compatible, endpoint: https://x/v1, timers: { heartbeat: 1s }",
        "unknown name 'heartbeat'"
    )]
    [InlineData("cloud: openai, key: []", "expected at least one key")]
    public void A_mistake_in_an_account_is_named(string account, string expected) =>
        Assert.Contains(Reading.Errors(Yaml(account)), error => error.Contains(expected, StringComparison.Ordinal));

    [Theory]
    [InlineData("cloud: vertex, project: p, location: eu", "openai-embeddings")]
    [InlineData("cloud: watsonx, key: env:KEY, endpoint: https://x", "openai-responses")]
    [InlineData("cloud: azure, key: env:KEY, endpoint: https://x, api: models", "openai-responses")]
    public void A_dialect_that_a_cloud_has_no_address_for_is_an_error(string account, string dialect) =>
        Assert.Contains(
            Reading.Errors(Yaml(account, $", apis: [{dialect}]")),
            error => error.Contains($"has no {dialect}", StringComparison.Ordinal)
        );

    [Fact]
    public void What_a_cloud_speaks_by_itself_is_no_more_than_every_such_account_has()
    {
        Assert.Equal([Dialect.OpenAiResponses], Offered("cloud: vertex, project: p, location: eu").Apis);
        Assert.Equal(
            [Dialect.OpenAiChat, Dialect.OpenAiEmbeddings],
            Offered("cloud: openai-compatible, endpoint: https://x/v1").Apis.Order()
        );
        Assert.Equal(
            [Dialect.OpenAiChat],
            Offered("cloud: azure, key: env:KEY, endpoint: https://x, api: models").Apis
        );
    }

    [Fact]
    public void Credentials_are_what_is_written_and_compare_by_value()
    {
        const string Entra =
            "cloud: azure, endpoint: https://x, entra: { tenant: t, client: env:KEY, secret: env:KEY, authority: https://login.example }";
        var entra = Assert.IsType<EntraCredential>(Offered(Entra).Account.Credential);
        Assert.Equal(("t", "sk-canary", false), (entra.Tenant, entra.ClientId, entra.Managed));
        Assert.Equal(Offered(Entra).Account, Offered(Entra).Account);
        Assert.DoesNotContain("sk-canary", entra.ClientSecret!.ToString(), StringComparison.Ordinal);
        Assert.IsType<NoCredential>(Offered("cloud: openai-compatible, endpoint: https://x/v1").Account.Credential);
        var keys = Offered("cloud: openai, key: [env:KEY, env:KEY]").Account.Credential;
        Assert.Equal(2, Assert.IsType<KeyCredential>(keys).Keys.Count);
    }

    [Fact]
    public void An_account_s_timers_stand_over_its_model_s_for_attempts_alone()
    {
        var yaml =
            Yaml("cloud: openai, key: env:KEY, timers: { connect: 1s, total: 5s }")
            + "timers: { head: 7s, connect: 9s }";
        var model = Reading.Valid(yaml).Catalogue.Models["m"];
        var timers = model.Offers[0].Timers;
        Assert.Equal(
            (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(5)),
            (timers.Connect, timers.Head, timers.Total)
        );
        Assert.Equal(TimeSpan.FromSeconds(9), model.Timers.Connect);
    }

    private static Offer Offered(string account) =>
        Assert.Single(Reading.Valid(Yaml(account)).Catalogue.Models["m"].Offers);

    private static string Yaml(string account, string offer = "") =>
        $$"""
            accounts: { a: { {{account}} } }
            models: { m: { offers: [ { name: o, account: a, model: m, price: openai/gpt-5.5{{offer}} } ] } }

            """;
}
