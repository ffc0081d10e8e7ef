using Prenup.Alerting;
using Prenup.Configuring;
using Prenup.Gateway.Accepting;
using Prenup.Gateway.Sending;

namespace Prenup.Serving.Reloading;

/// <summary>Everything in a running gateway that follows the configuration.</summary>
/// <param name="state">What exchanges take their snapshot from, the bounds of the gateway, and what is known of offers.</param>
/// <param name="connections">The accounts' connections and credentials.</param>
/// <param name="door">Who may administer.</param>
/// <param name="alerts">Who is told of alerts.</param>
/// <param name="spent">What was spent of budgets that are new.</param>
public sealed class InForce(
    GatewayState state,
    Connections connections,
    AdminDoor door,
    Alerts alerts,
    SpentBefore spent
)
{
    /// <summary>Since when the configuration in force has been.</summary>
    public DateTimeOffset Since => state.Configured.Since;

    /// <summary>Takes note of the configuration that the gateway starts with.</summary>
    public void Begin(Configuration first) => connections.Know(first.Catalogue);

    /// <summary>Puts another configuration in force; exchanges in flight end with the one they began with.</summary>
    public void Put(Configuration next, DateTimeOffset now)
    {
        connections.Know(next.Catalogue); // before anybody can send by it
        spent.Follow(next.Catalogue); // while it is not counted by it yet
        state.Configured.Replace(next.Catalogue, now);
        state.Room.Resize(next.Catalogue.Limits);
        state.Health.KeepOnly(next.Catalogue.Offers);
        door.Replace(next.AdminKey);
        alerts.Replace(next.Webhooks);
    }

    /// <summary>Lets go of what only configurations of the past needed and no exchange uses any more.</summary>
    public void LetGo() => connections.LetGo();
}
