using Prenup.Tests.Commands;
using Xunit;

namespace Prenup.Tests.Packaging;

/// <summary>The arguments with which a package starts the gateway.</summary>
internal static class ServeLine
{
    /// <summary>Where every package expects the configuration.</summary>
    public const string Configuration = "/etc/prenup/prenup.yaml";

    /// <summary>Runs them on the real command line, with a configuration that does not exist: it is read, and that is all.</summary>
    public static async Task IsRightUseAsync(string[] arguments)
    {
        Assert.Equal(["serve", "--config", Configuration], arguments);
        var missing = Path.Combine(Path.GetTempPath(), $"prenup-{Guid.NewGuid():N}.yaml");
        var run = await Cli.RunAsync([.. arguments[..^1], missing]);
        Assert.Equal(1, run.Code); // 2 is wrong use
        Assert.Contains(missing, run.Error, StringComparison.Ordinal);
    }
}
