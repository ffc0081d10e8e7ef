using Prenup.Configuring.Yaml;

namespace Prenup.Configuring.Sections;

/// <summary><c>shutdown: { drain: 30s }</c></summary>
internal static class ShutdownSection
{
    public static TimeSpan? Read(Field? section)
    {
        var block = section?.Block();
        var drain = block?["drain"]?.Duration();
        block?.Close();
        return drain;
    }
}
