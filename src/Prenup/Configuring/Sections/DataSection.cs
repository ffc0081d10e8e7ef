using Prenup.Configuring.Yaml;

namespace Prenup.Configuring.Sections;

/// <summary><c>data: ./prenup-data</c>, relative to the file.</summary>
internal static class DataSection
{
    public const string Default = "./prenup-data";

    public static string Read(Field? section, Reading reading) => reading.Absolute(section?.Text() ?? Default);
}
