using System.Text.Json;
using System.Xml.Linq;
using Prenup.Configuring;
using Prenup.Tests.Architecture;
using Xunit;

namespace Prenup.Tests.Packaging;

/// <summary>The Dockerfile, as far as it can be held against the repository and the command line without Docker.</summary>
public sealed class DockerfileTests
{
    private static readonly IReadOnlyList<DockerInstruction> Instructions = DockerInstruction.All();
    private static readonly string Program = Path.Combine(Repository.Root, "src", "Prenup", "Prenup.csproj");

    [Fact]
    public void It_publishes_a_project_that_exists_to_where_its_entry_point_is()
    {
        var publish = Single("RUN", "dotnet publish").Words;
        Assert.Equal(["dotnet", "publish", "src/Prenup", "-c", "Release", "-o"], publish[..6]);
        Assert.True(File.Exists(Program));
        Assert.All(publish[7..], static option => Assert.Matches(@"^-p:[A-Za-z]+=(true|false)$", option));

        var assembly = XDocument.Load(Program).Descendants("AssemblyName").Single().Value;
        Assert.Equal(["dotnet", $"{publish[6]}/{assembly}.dll"], Single("ENTRYPOINT").Exec);
        Assert.Contains(Instructions, one => one.Rest == $"--from=build {publish[6]} {publish[6]}");
    }

    [Fact]
    public void Its_images_are_of_the_version_that_the_build_asks_for()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "global.json")));
        var sdk = Version.Parse(json.RootElement.GetProperty("sdk").GetProperty("version").GetString()!);
        var images = Instructions
            .Where(static one => one.Keyword == "FROM")
            .Select(static one => one.Words[0])
            .ToList();
        Assert.Equal(2, images.Count);
        Assert.Equal($"mcr.microsoft.com/dotnet/sdk:{sdk.ToString(2)}", images[0]);
        // With time zones, which contracts name: plain chiseled images have none.
        Assert.Matches(
            $@"^mcr\.microsoft\.com/dotnet/aspnet:{sdk.Major}\.{sdk.Minor}-[a-z]+-chiseled-extra$",
            images[1]
        );
    }

    [Fact]
    public void It_does_not_run_as_root_and_its_data_belong_to_its_user()
    {
        var user = Single("USER").Rest;
        Assert.Matches("^[1-9][0-9]+$", user);
        var data = Single("VOLUME").Rest;
        Assert.Contains(Instructions, one => one.Rest == $"--from=build --chown={user}:{user} {data} {data}");
    }

    [Fact]
    public async Task What_it_runs_is_a_right_use_of_the_command_line() =>
        await ServeLine.IsRightUseAsync(Single("CMD").Exec);

    [Fact]
    public async Task Its_health_check_is_a_right_use_of_the_command_line()
    {
        var check = Single("HEALTHCHECK").Exec;
        Assert.Equal(Single("ENTRYPOINT").Exec, check[..2]);
        Assert.Equal("--url", check[^2]);
        var run = await Commands.Cli.RunAsync([.. check[2..^1], "http://127.0.0.1:1"]); // nobody answers there
        Assert.Equal(1, run.Code);
    }

    [Fact]
    public void The_example_for_a_container_is_valid_and_fits_it()
    {
        var file = Path.Combine(Repository.Root, "ops", "docker", "prenup.yaml");
        var result = ConfigurationReader.Read(File.ReadAllText(file), file, static name => $"the-value-of-{name}");
        Assert.Empty(result.Errors);
        var configuration = result.Configuration!;
        Assert.Equal(Single("VOLUME").Rest, configuration.Data);
        var url = Assert.Single(configuration.Listen).Url;
        Assert.Equal(("0.0.0.0", Single("EXPOSE").Rest), (url.Host, $"{url.Port}"));
        Assert.Equal(url.Port, new Uri(Single("HEALTHCHECK").Exec[^1]).Port);
    }

    [Fact]
    public void No_source_is_kept_out_of_the_build()
    {
        var ignored = File.ReadAllLines(Path.Combine(Repository.Root, ".dockerignore"));
        Assert.Superset(
            new HashSet<string> { ".git", "**/artifacts", "**/bin", "**/obj", "**/*.env" },
            ignored.ToHashSet()
        );
        Assert.All(ignored, static line => Assert.Matches(@"^(\*\*/)?[*a-z.\-_]+$", line));
        var names = ignored.Select(static line => line.Replace("**/", "", StringComparison.Ordinal)).ToHashSet();
        Assert.All(Repository.Sources("src"), source => Assert.DoesNotContain(source.Path.Split('/'), names.Contains));
    }

    private static DockerInstruction Single(string keyword, string begin = "") =>
        Assert.Single(
            Instructions,
            one => one.Keyword == keyword && one.Rest.StartsWith(begin, StringComparison.Ordinal)
        );
}
