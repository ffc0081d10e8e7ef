using Prenup.Commands;
using Xunit;

namespace Prenup.FunctionalTests.Seeing;

/// <summary><c>prenup health</c> against a gateway that lives, one that drains, and none.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task It_is_0_while_the_gateway_lives_and_1_when_nobody_answers()
    {
        var gateway = await TestGateway.StartAsync();
        var address = gateway.Address;
        await using (gateway)
        {
            Assert.Equal((0, 0), (await AskAsync(address), await AskAsync(address, "--ready")));
            Assert.True(await gateway.Host.DrainAsync(TimeSpan.FromSeconds(10), CancellationToken.None));
            Assert.Equal((0, 1), (await AskAsync(address), await AskAsync(address, "--ready")));
        }
        Assert.Equal((1, 1), (await AskAsync(address), await AskAsync(address, "--ready")));
    }

    // What it says goes to standard error: standard output is for data.
    private static async Task<int> AskAsync(Uri address, params string[] more)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(
            ["health", "--url", address.ToString(), .. more],
            static _ => null,
            output,
            error,
            TestContext.Current.CancellationToken
        );
        Assert.Equal("", output.ToString());
        Assert.Contains(address.Authority, error.ToString(), StringComparison.Ordinal);
        return code;
    }
}
