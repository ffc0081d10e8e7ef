using Prenup.Configuring;
using Prenup.Core.Offers;
using Prenup.Core.Offers.Credentials;
using Xunit;

namespace Prenup.Tests.Configuring;

/// <summary>Accounts and models made of nothing but variables.</summary>
public sealed class EnvironmentTests
{
    [Fact]
    public void OpenAI_s_key_and_address_make_an_account()
    {
        var result = Of(("OPENAI_API_KEY", "sk-one"), ("OPENAI_BASE_URL", "http://127.0.0.1:4801/v1"));
        var account = Assert.Single(result.Configuration!.Accounts);
        Assert.Equal((Cloud.OpenAi, "http://127.0.0.1:4801/v1"), (account.Cloud, account.Endpoint.ToString()));
        Assert.Contains("OPENAI_BASE_URL is its address: http://127.0.0.1:4801/v1", result.Notes);
    }

    [Fact]
    public void Azure_is_made_with_an_Entra_identity_where_there_is_no_key()
    {
        var result = Of(
            ("AZURE_OPENAI_ENDPOINT", "https://contoso.openai.azure.com"),
            ("AZURE_TENANT_ID", "tenant"),
            ("AZURE_CLIENT_ID", "client"),
            ("AZURE_CLIENT_SECRET", "canary"),
            ("AZURE_AUTHORITY_HOST", "https://login.microsoftonline.us")
        );
        var account = Assert.Single(result.Configuration!.Accounts);
        var entra = Assert.IsType<EntraCredential>(account.Credential);
        Assert.Equal(("tenant", "client", "canary"), (entra.Tenant, entra.ClientId, entra.ClientSecret!.Reveal()));
        Assert.Equal(new Uri("https://login.microsoftonline.us"), entra.Authority);
        Assert.DoesNotContain(result.Notes, static note => note.Contains("canary", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("AWS_BEARER_TOKEN_BEDROCK")]
    [InlineData("AWS_ACCESS_KEY_ID")]
    [InlineData("AWS_PROFILE")]
    public void Bedrock_is_made_of_a_region_and_a_credential(string variable)
    {
        var result = Of((variable, "canary"), ("AWS_REGION", "us-east-2"));
        Assert.Empty(result.Errors);
        Assert.Contains($"account 'bedrock' by {variable} in us-east-2", result.Notes);
        var account = Assert.Single(result.Configuration!.Accounts);
        Assert.Equal((Cloud.Bedrock, BedrockHost.Runtime), (account.Cloud, account.Host));
        var offer = Assert.Single(result.Configuration.Catalogue.Models["gpt-5.5"].Offers);
        Assert.Equal(("us.openai.gpt-5.5", "us"), (offer.Model, offer.Scope));
        Assert.Contains("gpt-oss-120b", result.Configuration.Catalogue.Models.Keys);
    }

    [Fact]
    public void Vertex_is_made_of_a_credential_file_and_a_project()
    {
        var file = Path.GetTempFileName();
        var result = Of(("GOOGLE_APPLICATION_CREDENTIALS", file), ("GOOGLE_CLOUD_PROJECT", "acme-ai"));
        File.Delete(file);
        Assert.Empty(result.Errors);
        var account = Assert.Single(result.Configuration!.Accounts);
        Assert.Contains("/projects/acme-ai/locations/global", account.Endpoint.ToString(), StringComparison.Ordinal);
        Assert.Contains("gpt-oss-120b", result.Configuration.Catalogue.Models.Keys);
    }

    [Theory]
    [InlineData("AZURE_OPENAI_API_KEY", "AZURE_OPENAI_ENDPOINT")]
    [InlineData("AZURE_OPENAI_ENDPOINT", "AZURE_OPENAI_API_KEY or an Entra identity")]
    [InlineData("AWS_PROFILE", "AWS_REGION")]
    [InlineData("GOOGLE_APPLICATION_CREDENTIALS", "GOOGLE_CLOUD_PROJECT")]
    public void What_is_incomplete_is_said(string set, string missing)
    {
        var result = Of((set, "x"));
        Assert.Null(result.Configuration);
        Assert.StartsWith($"{set} is set and {missing}", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void All_clouds_that_sell_a_model_have_an_offer_in_a_fixed_order()
    {
        var result = Of(
            ("OPENAI_API_KEY", "x"),
            ("AZURE_OPENAI_API_KEY", "x"),
            ("AZURE_OPENAI_ENDPOINT", "https://contoso.openai.azure.com"),
            ("AWS_PROFILE", "prod"),
            ("AWS_REGION", "eu-central-1")
        );
        Assert.Equal(
            ["openai-gpt-5.5", "azure-gpt-5.5", "bedrock-gpt-5.5"],
            result.Configuration!.Catalogue.Models["gpt-5.5"].Offers.Select(static offer => offer.Name)
        );
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void A_container_says_by_variables_where_it_listens_and_keeps_its_data()
    {
        var result = Of(
            ("OPENAI_API_KEY", "x"),
            ("PRENUP_LISTEN", "http://0.0.0.0:8080"),
            ("PRENUP_DATA", "/data"),
            ("PRENUP_ADMIN_KEY", "admin")
        );
        Assert.Equal("http://0.0.0.0:8080/", Assert.Single(result.Configuration!.Listen).Url.ToString());
        Assert.Equal(Path.GetFullPath("/data"), result.Configuration.Data);
        Assert.Equal("admin", result.Configuration.AdminKey!.Reveal());
    }

    private static ConfigurationResult Of(params (string Name, string Value)[] variables) =>
        ConfigurationReader.FromEnvironment(name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}
