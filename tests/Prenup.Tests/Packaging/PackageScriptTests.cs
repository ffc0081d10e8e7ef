using System.Xml.Linq;
using Prenup.Tests.Architecture;
using Xunit;

namespace Prenup.Tests.Packaging;

/// <summary>What is written about <c>eng/package</c> names what it makes.</summary>
public sealed class PackageScriptTests
{
    [Fact]
    public void Each_platform_is_in_the_manual()
    {
        const string all = "    set -- tool ";
        var platforms = Text("eng/package")
            .Split('\n')
            .Single(static line => line.StartsWith(all, StringComparison.Ordinal));
        Assert.All(
            platforms[all.Length..].Split(' '),
            static platform =>
                Assert.Contains($"`prenup-…-{platform}", Text("docs/operating.md"), StringComparison.Ordinal)
        );
    }

    [Fact]
    public void The_file_that_the_readme_installs_has_the_version_of_the_build()
    {
        var version = XDocument.Parse(Text("Directory.Build.props")).Descendants("Version").Single().Value;
        Assert.Contains($"artifacts/package/prenup-{version}-linux-x64", Text("README.md"), StringComparison.Ordinal);
    }

    private static string Text(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));
}
