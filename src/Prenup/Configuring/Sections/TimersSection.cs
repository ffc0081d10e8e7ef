using Prenup.Configuring.Yaml;
using Prenup.Core.Offers;

namespace Prenup.Configuring.Sections;

/// <summary><c>timers: { connect: 10s, head: 120s, first-content: 120s, idle: 60s, total: 600s, … }</c>, for all models or for one.</summary>
internal static class TimersSection
{
    /// <summary>What is not written keeps the value from above: a model's from the file's, the file's from the defaults.</summary>
    public static Timers Read(Field? section, Timers above)
    {
        if (section?.Block() is not { } block)
        {
            return above;
        }
        var timers = new Timers
        {
            Connect = block["connect"]?.Duration() ?? above.Connect,
            Head = block["head"]?.Duration() ?? above.Head,
            FirstContent = block["first-content"]?.Duration() ?? above.FirstContent,
            Idle = block["idle"]?.Duration() ?? above.Idle,
            Total = block["total"]?.Duration() ?? above.Total,
            ClientWrite = block["client-write"]?.Duration() ?? above.ClientWrite,
            Heartbeat = block["heartbeat"]?.Duration() ?? above.Heartbeat,
            Drain = block["drain"]?.Duration() ?? above.Drain,
        };
        block.Close();
        return timers;
    }

    /// <summary>What an account says of its own attempts, over a model's timers; those towards clients are the model's alone.</summary>
    public static Func<Timers, Timers> OfAccount(Field? section)
    {
        if (section?.Block() is not { } block)
        {
            return static timers => timers;
        }
        var connect = block["connect"]?.Duration();
        var head = block["head"]?.Duration();
        var first = block["first-content"]?.Duration();
        var idle = block["idle"]?.Duration();
        var total = block["total"]?.Duration();
        block.Close();
        return timers =>
            timers with
            {
                Connect = connect ?? timers.Connect,
                Head = head ?? timers.Head,
                FirstContent = first ?? timers.FirstContent,
                Idle = idle ?? timers.Idle,
                Total = total ?? timers.Total,
            };
    }
}
