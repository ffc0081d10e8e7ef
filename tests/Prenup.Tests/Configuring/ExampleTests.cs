using Prenup.Configuring;
using Prenup.Core.Offers;
using Prenup.Tests.Architecture;
using Xunit;

namespace Prenup.Tests.Configuring;

public sealed class ExampleTests
{
    [Fact]
    public void The_example_file_validates_without_its_secrets()
    {
        var path = Path.Combine(Repository.Root, "prenup.example.yaml");
        AssertExample(ConfigurationReader.ReadFile(path, static _ => null, offline: true));
    }

    [Fact]
    public void What_did_not_change_is_equal_when_it_is_read_again()
    {
        var path = Path.Combine(Repository.Root, "prenup.example.yaml");
        var first = ConfigurationReader.ReadFile(path, static _ => "/dev/null", offline: true).Configuration!;
        var again = ConfigurationReader.ReadFile(path, static _ => "/dev/null", offline: true).Configuration!;
        Assert.NotEmpty(first.Accounts);
        Assert.Equal(first.Accounts, again.Accounts); // by value: their connections, tokens and health go on
    }

    [Fact]
    public void The_design_s_example_validates_without_its_secrets()
    {
        var lines = File.ReadAllLines(SharedFolder.Find("design.md"))
            .SkipWhile(static line => !line.StartsWith("## 7.", StringComparison.Ordinal))
            .SkipWhile(static line => !line.StartsWith("    listen:", StringComparison.Ordinal))
            .TakeWhile(static line => line.Length == 0 || line.StartsWith("    ", StringComparison.Ordinal));
        var yaml = string.Join('\n', lines.Select(static line => line.Length == 0 ? line : line[4..]));
        AssertExample(ConfigurationReader.Read(yaml, "prenup.yaml", static _ => null, offline: true));
    }

    private static void AssertExample(ConfigurationResult result)
    {
        Assert.Empty(result.Errors);
        var configuration = Assert.IsType<Configuration>(result.Configuration);
        var model = Assert.Single(configuration.Catalogue.Models.Values);
        Assert.Equal(["azure-ptu", "azure-payg", "aws", "direct"], model.Offers.Select(static offer => offer.Name));
        Assert.Equal(new AttemptBudget(3, TimeSpan.FromSeconds(60)), model.Attempts);
        Assert.Equal(["azure-ptu", "aws-edp", "reseller"], configuration.Contracts.Select(static c => c.Name));
        Assert.Equal("acme", configuration.Catalogue.Tree.Organisation.Name);
        Assert.EndsWith("prenup-data", configuration.Data, StringComparison.Ordinal);
        var warnings = string.Join('\n', result.Warnings);
        Assert.Contains("environment variable OPENAI_API_KEY is not set", warnings, StringComparison.Ordinal);
    }
}
