using Triad.Core.Settings;
using Triad.Core.Usage.Export;

namespace Triad.Grains.Usage.Export;

/// <summary>Targets that take batches of CloudEvents by POST, as OpenMeter does.</summary>
internal sealed class HttpSinkKind(IHttpClientFactory clients, TargetSecret secrets, TimeProvider time) : IUsageSinkKind
{
    public const string ClientName = "Triad.Usage";

    public string Name => "http";

    public void Check(string path, UsageTargetOptions target, SettingProblems problems)
    {
        if (!Uri.TryCreate(target.Url, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
            problems.Add($"{path}:{nameof(target.Url)}", target.Url, "Set the http or https address that batches are posted to.");
        else if (url.UserInfo.Length > 0)
            problems.Add($"{path}:{nameof(target.Url)}", url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped), "Leave user and password out; set SecretName, SecretVariable or SecretFile.");
    }

    public IUsageSink Make(string name, UsageTargetOptions target) => new HttpSink(name, target, clients, secrets, time);
}
