using CsCheck;
using Prenup.Configuring;
using Prenup.Tests.Architecture;
using Xunit;

namespace Prenup.Tests.Configuring;

/// <summary>Whatever stands in a file, reading it ends in a configuration or in errors, never in an exception or a leak.</summary>
public sealed class MutationTests
{
    private const string Canary = "sk-canary-of-the-environment";

    private static readonly string Example = File.ReadAllText(Path.Combine(Repository.Root, "prenup.example.yaml"));

    private static readonly string[] Scraps =
    [
        "",
        " ",
        "\n",
        "\t",
        ":",
        "-",
        "{",
        "}",
        "[",
        "]",
        "#",
        "'",
        "\"",
        "&a ",
        "*a",
        "!!int ",
        "|",
        "~",
        "null",
        "0",
        "-1",
        "1e9",
        "\0",
        "…",
        "env:",
        "<<: ",
    ];

    [Fact]
    public void A_damaged_file_is_refused_or_read_and_never_throws() =>
        Gen.Select(Gen.Int[0, Example.Length - 1], Gen.Int[0, 12], Gen.Int[0, Scraps.Length - 1])
            .Sample(
                static (at, length, index) =>
                {
                    var end = Math.Min(Example.Length, at + length);
                    var yaml = Example[..at] + Scraps[index] + Example[end..];
                    var result = ConfigurationReader.Read(yaml, "prenup.yaml", static _ => Canary);
                    Assert.Equal(result.Errors.Count == 0, result.Configuration is not null);
                    var lines = yaml.Split('\n').Length;
                    Assert.All(
                        result.Errors.Concat(result.Warnings),
                        problem =>
                        {
                            Assert.InRange(problem.Line, 1, lines + 1);
                            Assert.DoesNotContain(Canary, problem.ToString(), StringComparison.Ordinal);
                        }
                    );
                },
                iter: 1000
            );
}
