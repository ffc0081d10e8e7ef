using System.Text;
using System.Text.Json;
using Prenup.Core.Budgets;

namespace Prenup.Alerting;

/// <summary>What a receiver reads of a budget that was used up to a mark.</summary>
internal static class AlertBody
{
    /// <summary>What the alert is known by for ever: the same crossing has the same id, whoever finds it and how often.</summary>
    public static string Id(BudgetCrossing crossing) =>
        $"budget_{crossing.Scope.KindName}_{Uri.EscapeDataString(crossing.Scope.Name)}_{crossing.Window.Begin.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}_{crossing.Percent}";

    /// <summary>A JSON object; its fields are listed in docs/operating.md.</summary>
    public static string Of(BudgetCrossing crossing, DateTimeOffset at)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("id", Id(crossing));
            json.WriteString("type", "budget.used");
            json.WriteString("at", at);
            json.WriteString("scope", crossing.Scope.KindName);
            json.WriteString("name", crossing.Scope.Name);
            json.WriteNumber("percent", crossing.Percent);
            json.WriteString("spent_usd", crossing.Spent.ToString());
            json.WriteString("budget_usd", crossing.Budget.Amount.ToString());
            json.WriteString("from", crossing.Window.Begin);
            json.WriteString("until", crossing.Window.End);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
