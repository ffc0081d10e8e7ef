using ArchUnitNET.Domain;
using ArchUnitNET.Fluent;
using ArchUnitNET.Loader;
using Xunit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace Prenup.Tests.Architecture;

/// <summary>What a type may know, read from the compiled assemblies.</summary>
public sealed class StageTests
{
    private static readonly string[] Journey =
    [
        "Accepting",
        "Admitting",
        "Decoding",
        "Permitting",
        "Routing",
        "Sending",
        "Streaming",
        "Tallying",
    ];

    private static readonly ArchUnitNET.Domain.Architecture House = new ArchLoader()
        .LoadAssemblies([
            .. Ours("Prenup.Core", "Prenup.Dialects", "Prenup.Gateway", "Prenup.Stores", "Prenup.Sandbox", "prenup"),
        ])
        .Build();

    [Fact]
    public void The_folders_of_the_gateway_are_the_journey_in_order()
    {
        var gateway = Path.Combine(Repository.Root, "src", "Prenup.Gateway");
        var folders = Directory.EnumerateDirectories(gateway).Select(Path.GetFileName).Order(StringComparer.Ordinal);
        Assert.True(
            Journey.SequenceEqual(folders),
            $"""
            Rule: Prenup.Gateway has one folder per stage, and their alphabetical order is the journey's
            Why: who lists the folder reads what happens to a request, in order
            Expected: {string.Join(' ', Journey)}
            Found:    {string.Join(' ', folders)}
            """
        );
    }

    [Fact]
    public void Stages_do_not_reference_each_other() =>
        Rule.Holds(
            "a stage never references another stage; only Journey.cs sees them all",
            "data flows one way as immutable records, so that each stage can be read, tested and replaced alone",
            (
                from type in House.Types
                from target in type.Dependencies.Select(dependency => dependency.Target)
                let stages = (Own: StageOf(type), Other: StageOf(target))
                where stages is { Own: not null, Other: not null } && stages.Own != stages.Other
                select $"{type.FullName} -> {target.FullName}"
            ).Distinct()
        );

    [Fact]
    public void HttpContext_is_known_to_Accepting_and_the_admin_endpoints_alone() =>
        Holds(
            Types()
                .That()
                .ResideInNamespaceMatching(@"^Prenup($|\.)")
                .And()
                .DoNotResideInNamespaceMatching(@"^Prenup\.(Gateway\.Accepting|Admin|Sandbox)($|\.)")
                .Should()
                .NotDependOnAny(
                    Types(true)
                        .That()
                        .ResideInNamespaceMatching(@"^Microsoft\.AspNetCore\.Http($|\.)")
                        .And()
                        .DoNotHaveFullName("Microsoft.AspNetCore.Http.Features.IFeatureCollection") // a server has one too
                )
                .WithoutRequiringPositiveResults(),
            "types of Microsoft.AspNetCore.Http appear in Prenup.Gateway.Accepting and Prenup.Admin only",
            "a context that can be reached from everywhere becomes everybody's global variable"
        );

    [Fact]
    public void The_inner_projects_know_nothing_of_the_web_server() =>
        Holds(
            Types()
                .That()
                .ResideInNamespaceMatching(@"^Prenup\.(Core|Dialects|Stores)($|\.)")
                .Should()
                .NotDependOnAny(Types(true).That().ResideInNamespaceMatching(@"^Microsoft\.AspNetCore($|\.)"))
                .WithoutRequiringPositiveResults(),
            "Core, Dialects and Stores use nothing of ASP.NET",
            "nouns, parsers and stores must work, and be tested and fuzzed, without a server"
        );

    [Fact]
    public void Nothing_starts_a_process() =>
        Holds(
            Types()
                .That()
                .ResideInNamespaceMatching(@"^Prenup($|\.)")
                .Should()
                .NotDependOnAny(Types(true).That().HaveFullNameMatching(@"^System\.Diagnostics\.Process(StartInfo)?$"))
                .WithoutRequiringPositiveResults(),
            "no code below src starts a process",
            "a gateway that holds every credential of its owner must not be able to run a program"
        );

    /// <summary>The first folder below the gateway's, whatever lies deeper; null for a type of no stage.</summary>
    private static string? StageOf(IType type)
    {
        const string Gateway = "Prenup.Gateway.";
        var name = type.Namespace?.FullName ?? "";
        return name.StartsWith(Gateway, StringComparison.Ordinal) ? name[Gateway.Length..].Split('.')[0] : null;
    }

    private static void Holds(IArchRule rule, string words, string reason) =>
        Rule.Holds(
            words,
            reason,
            rule.Evaluate(House).Where(result => !result.Passed).Select(result => result.Description)
        );

    private static IEnumerable<System.Reflection.Assembly> Ours(params string[] names) =>
        names.Select(name => System.Reflection.Assembly.Load(name));
}
