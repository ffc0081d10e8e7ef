using Xunit;

namespace Prenup.Tests.Commands;

public sealed class WrongUseTests
{
    [Theory]
    [InlineData("")]
    [InlineData("serv")]
    [InlineData("keys")]
    [InlineData("keys create")]
    [InlineData("keys create mine")]
    [InlineData("keys create mine --project p --concurrent 0")]
    [InlineData("ledger")]
    [InlineData("ledger sum --by colour")]
    [InlineData("ledger sum --config a.yaml --data b")]
    [InlineData("ledger show --limit 0")]
    [InlineData("ledger show --attempt not-an-id")]
    [InlineData("ledger show --from yesterday")]
    [InlineData("ledger show --state open2")]
    [InlineData("ledger export")]
    [InlineData("ledger export --format xml")]
    [InlineData("sandbox --rate 0")]
    [InlineData("sandbox --ttft -1")]
    [InlineData("sandbox --openai-port 70000")]
    [InlineData("demo --port 70000")]
    [InlineData("demo --seconds 0")]
    [InlineData("demo --seconds soon")]
    [InlineData("demo --keep /")]
    [InlineData("health --url nonsense")]
    [InlineData("health --url ftp://127.0.0.1")]
    public async Task Wrong_use_is_2_and_leaves_standard_output_empty(string line)
    {
        var run = await Cli.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(2, run.Code);
        Assert.Empty(run.Output);
        Assert.NotEmpty(run.Error);
    }

    [Theory]
    [InlineData("--version")]
    [InlineData("--help")]
    [InlineData("demo --help")]
    [InlineData("serve --help")]
    [InlineData("keys create --help")]
    [InlineData("ledger export --help")]
    public async Task Asking_for_help_is_right_use(string line)
    {
        var run = await Cli.RunAsync(line.Split(' '));
        Assert.Equal(0, run.Code);
        Assert.NotEmpty(run.Output);
        Assert.Empty(run.Error);
    }

    [Theory]
    [InlineData("ledger sum --data /nowhere/at/all")]
    [InlineData("ledger verify --config /nowhere/prenup.yaml")]
    public async Task What_cannot_be_done_is_3(string line)
    {
        var run = await Cli.RunAsync(line.Split(' '));
        Assert.Equal(3, run.Code);
        Assert.Empty(run.Output);
        Assert.Contains("nowhere", run.Error, StringComparison.Ordinal);
    }
}
