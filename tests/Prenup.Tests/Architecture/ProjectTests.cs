using System.Reflection;
using Xunit;

namespace Prenup.Tests.Architecture;

/// <summary>Who may reference whom, read from the project files.</summary>
public sealed class ProjectTests
{
    private const string AspNetCore = "Microsoft.AspNetCore.App";

    /// <summary>The whole table; a project that is not in it does not belong below src.</summary>
    private static readonly Dictionary<string, Allowed> Table = new()
    {
        ["Prenup.Core"] = new([], [], []),
        ["Prenup.Dialects"] = new(["Prenup.Core"], [], []),
        ["Prenup.Gateway"] = new(["Prenup.Core", "Prenup.Dialects"], [], [AspNetCore]),
        ["Prenup.Stores"] = new(
            ["Prenup.Core"],
            ["Microsoft.Data.Sqlite", "Microsoft.Extensions.Logging.Abstractions", "System.IO.Hashing"],
            []
        ),
        ["Prenup.Sandbox"] = new([], [], [AspNetCore]),
        ["Prenup"] = new(
            ["Prenup.Core", "Prenup.Dialects", "Prenup.Gateway", "Prenup.Stores", "Prenup.Sandbox"],
            [
                "AWSSDK.Core",
                "AWSSDK.SSO",
                "AWSSDK.SSOOIDC",
                "AWSSDK.SecurityToken",
                "Azure.Identity",
                "Google.Apis.Auth",
                "Microsoft.ML.Tokenizers",
                "Microsoft.ML.Tokenizers.Data.Cl100kBase",
                "Microsoft.ML.Tokenizers.Data.O200kBase",
                "OpenTelemetry",
                "OpenTelemetry.Exporter.OpenTelemetryProtocol",
                "Spectre.Console",
                "System.CommandLine",
                "YamlDotNet",
            ],
            [AspNetCore]
        ),
    };

    private sealed record Allowed(string[] Projects, string[] Packages, string[] Frameworks);

    [Fact]
    public void Projects_reference_only_what_the_table_allows() =>
        Rule.Holds(
            "a project below src references only what the table in ProjectTests allows",
            "Core stays pure, Dialects stay free of I/O, and the journey can be read without the executable",
            from project in Repository.Projects("src")
            from name in Table.TryGetValue(project.Name, out var allowed)
                ? project
                    .Projects.Except(allowed.Projects)
                    .Concat(project.Packages.Except(allowed.Packages))
                    .Concat(project.Frameworks.Except(allowed.Frameworks))
                : ["(the project itself is not in the table)"]
            select $"{project.Name} -> {name}"
        );

    [Fact]
    public void The_sandbox_references_no_assembly_of_ours() =>
        Rule.Holds(
            "Prenup.Sandbox references no Prenup assembly",
            "it is the judge: an invoice that shares code with the ledger agrees with it by construction and proves nothing",
            from reference in Assembly.Load("Prenup.Sandbox").GetReferencedAssemblies()
            where reference.Name!.StartsWith("Prenup", StringComparison.OrdinalIgnoreCase)
            select $"Prenup.Sandbox -> {reference.Name}"
        );

    [Fact]
    public void Package_versions_are_central() =>
        Rule.Holds(
            "no project file gives a package a version",
            "one version of a package for the whole house, in Directory.Packages.props, where it can be reviewed and raised once",
            from project in Repository.Projects("src", "tests", "bench")
            from package in project.OwnVersions
            select $"{project.Name}: {package}"
        );
}
