using Prenup.Configuring.Yaml;

namespace Prenup.Configuring.Sections;

/// <summary><c>alerts: { webhooks: [ { url: https://hooks.acme.example/prenup, secret: env:PRENUP_WEBHOOK_SECRET } ] }</c></summary>
internal static class AlertsSection
{
    public static IReadOnlyList<Webhook> Read(Field? section)
    {
        if (section?.Block() is not { } block)
        {
            return [];
        }
        var webhooks = block["webhooks"]?.Items().Select(Webhook).OfType<Webhook>().ToList() ?? [];
        block.Close();
        foreach (var twice in webhooks.GroupBy(static webhook => webhook.Name).Where(static same => same.Count() > 1))
        {
            section.Error($"two webhooks have the address {twice.Key}: each alert would come twice");
        }
        return webhooks;
    }

    private static Webhook? Webhook(Field item)
    {
        if (item.Block() is not { } block)
        {
            return null;
        }
        var url = block.Require("url")?.Endpoint(plaintext: false);
        var secret = block.Require("secret")?.Secret();
        block.Close();
        return url is null || secret is null ? null : new Webhook(url, secret);
    }
}
