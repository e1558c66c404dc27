using System.Text.RegularExpressions;
using Triad.Azure.Account;
using Triad.Core.Settings;
using Triad.Core.Usage.Export;

namespace Triad.Azure.Usage;

/// <summary>Targets that are containers of the storage account.</summary>
internal sealed partial class BlobSinkKind(AzureAccount account, TimeProvider time) : IUsageSinkKind
{
    /// <summary>What the settings call it.</summary>
    public const string KindName = "azure-blob";

    public string Name => KindName;

    public void Check(string path, UsageTargetOptions target, SettingProblems problems)
    {
        if (!Form().IsMatch(target.Container ?? string.Empty))
            problems.Add($"{path}:{nameof(target.Container)}", target.Container, "Set the name of a container: 3 to 63 of a-z, 0-9 and single hyphens.");
    }

    public IUsageSink Make(string name, UsageTargetOptions target) =>
        new BlobSink(name, account.Service.GetBlobContainerClient(target.Container), TimeSpan.FromSeconds(target.TimeoutSeconds), time);

    [GeneratedRegex(@"\A(?=.{3,63}\z)[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
