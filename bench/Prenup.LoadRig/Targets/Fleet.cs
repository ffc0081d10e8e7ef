using System.Net.Sockets;
using Prenup.LoadRig.Probe;
using Prenup.LoadRig.Traffic;
using Prenup.LoadRig.Wire;

namespace Prenup.LoadRig.Targets;

/// <summary>All processes of a run and the ways through them. What cannot be started is left out, with a word.</summary>
internal sealed class Fleet : IDisposable
{
    public const string Direct = "direct";
    public const string Yarp = "yarp";
    public const string Control = "yarp-control";
    public const string Prenup = "prenup";
    public const string Portkey = "portkey";
    private const int KeyCount = 1000;

    private readonly Workspace workspace = new();
    private readonly string[] keys = Keys.Create(KeyCount);
    private readonly Child upstream = Launch.Upstream();
    private readonly Dictionary<string, Target> targets = [];

    private Fleet() => targets[Direct] = new Target(Direct, upstream.Port, null, null, "");

    /// <summary>The targets that run, in a fixed order.</summary>
    public IReadOnlyCollection<Target> Targets => targets.Values;

    /// <summary>Those with a process in between.</summary>
    public IEnumerable<Target> Gateways => targets.Values.Where(target => target.Process is not null);

    /// <summary>Targets that were wanted and could not be started, each with the reason.</summary>
    public Dictionary<string, string> Missing { get; } = [];

    /// <summary>Starts the upstream and the wanted gateways, and checks one exchange of each kind on every way.</summary>
    public static Fleet Start(IEnumerable<string> wanted, IReadOnlyList<Ask> asks)
    {
        var fleet = new Fleet();
        try
        {
            foreach (var name in wanted)
            {
                fleet.Try(name);
            }

            fleet.Prepare(asks);
            return fleet;
        }
        catch
        {
            fleet.Dispose();
            throw;
        }
    }

    /// <summary>The target of that name; null when it is left out.</summary>
    public Target? Find(string name) => targets.GetValueOrDefault(name);

    /// <summary>The target of that name.</summary>
    /// <exception cref="InvalidOperationException">It could not be started; the message says why.</exception>
    public Target Require(string name) =>
        Find(name) ?? throw new InvalidOperationException(Missing.GetValueOrDefault(name, name + " is left out"));

    /// <summary>Ends Prenup in good order and compares its ledger with what was sent.</summary>
    /// <returns>Null where the ledger could not be asked.</returns>
    public LedgerCount? CountLedger() =>
        Find(Prenup) is { Process: { } process } target ? LedgerCount.Take(process, workspace, target.Sent) : null;

    public void Dispose()
    {
        foreach (var target in targets.Values)
        {
            target.Dispose();
        }

        upstream.Dispose();
        workspace.Dispose();
    }

    private void Try(string name)
    {
        try
        {
            targets[name] = Create(name);
        }
        catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            Missing[name] = error.Message;
        }
    }

    private Target Create(string name)
    {
        switch (name)
        {
            case Prenup:
                var port = Ports.Free();
                workspace.Configure(port, upstream.Port, keys);
                return Probed(Launch.Prenup(workspace, port));
            case Portkey:
                var headers =
                    $"x-portkey-provider: openai\r\nx-portkey-custom-host: http://127.0.0.1:{upstream.Port}/v1\r\n";
                var node = Launch.Portkey(PortkeyInstall.Folder());
                return new Target(name, node.Port, node, null, headers);
            default:
                return Probed(Launch.Yarp(name, upstream.Port, workspace));
        }
    }

    private Target Probed(Child child) =>
        new(child.Name, child.Port, child, new AllocationProbe(workspace.Probe(child.Name)), "");

    private void Prepare(IReadOnlyList<Ask> asks)
    {
        foreach (var ask in asks)
        {
            var expected = targets[Direct].Fetch(ask.Sample, keys[0]);
            foreach (var target in targets.Values.ToList())
            {
                Prepare(target, ask, expected);
            }
        }
    }

    private void Prepare(Target target, Ask ask, byte[] expected)
    {
        try
        {
            var own = target.Fetch(ask.Sample, keys[0]);
            target.Prepare(ask, keys, expected);
            if (!own.AsSpan().SequenceEqual(expected))
            {
                Missing[$"{target.Name} ({ask.Name})"] = "its body differs from the direct one";
            }
        }
        catch (Exception error) when (error is InvalidOperationException or IOException or SocketException)
        {
            Missing[target.Name] = error.Message;
            targets.Remove(target.Name);
            target.Dispose();
        }
    }
}
