using System.CommandLine;
using System.Text.Json;
using Prenup.Commands;
using Prenup.Tests.Architecture;
using Xunit;

namespace Prenup.Tests.Commands;

public sealed class ValidateCommandTests
{
    private static readonly string Example = Path.Combine(Repository.Root, "prenup.example.yaml");

    [Fact]
    public void A_valid_file_ends_with_0_and_warnings_on_standard_error()
    {
        var (code, output, error) = Run("--config", Example, "--offline");
        Assert.Equal(ExitCodes.Done, code);
        Assert.Contains("is valid; models served: 1", output, StringComparison.Ordinal);
        Assert.Contains("OPENAI_API_KEY is not set", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_valid_file_s_models_are_shown_with_their_offers_in_order()
    {
        var (_, output, _) = Run("--config", Example, "--offline");
        Assert.Contains("gpt-5.5: ordered, at most 3 attempts within 60 s", output, StringComparison.Ordinal);
        Assert.Contains(
            "  1. azure-ptu: gpt-55-ptu at azure-eu (azure), price azure/gpt-5.5",
            output,
            StringComparison.Ordinal
        );
        var (_, json, _) = Run("--config", Example, "--offline", "--json");
        using var document = JsonDocument.Parse(json);
        var offers = document.RootElement.GetProperty("models")[0].GetProperty("offers");
        Assert.Equal("azure-ptu", offers[0].GetProperty("name").GetString());
        Assert.Equal("azure-eu", offers[0].GetProperty("account").GetString());
    }

    [Fact]
    public void A_file_that_is_not_valid_here_ends_with_1_and_its_errors_on_standard_error()
    {
        var (code, output, error) = Run("--config", Example);
        Assert.Equal(ExitCodes.No, code);
        Assert.Contains("is not valid", output, StringComparison.Ordinal);
        Assert.Contains("error   " + Example, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_is_one_object_on_standard_output_and_nothing_else()
    {
        var (code, output, error) = Run("--config", Example, "--json");
        Assert.Equal(ExitCodes.No, code);
        Assert.Empty(error);
        using var document = JsonDocument.Parse(output);
        Assert.False(document.RootElement.GetProperty("valid").GetBoolean());
        var first = document.RootElement.GetProperty("errors")[0];
        Assert.Equal(Example, first.GetProperty("file").GetString());
        Assert.True(first.GetProperty("line").GetInt32() > 1);
        Assert.Contains("PRENUP_ADMIN_KEY", first.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var io = new InvocationConfiguration { Output = output, Error = error };
        var code = ValidateCommand.Create(static _ => null).Parse(args).Invoke(io);
        return (code, output.ToString(), error.ToString());
    }
}
