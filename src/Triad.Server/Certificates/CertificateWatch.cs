using System.Collections.Concurrent;

namespace Triad.Server.Certificates;

/// <summary>Looks at the files of all certificates of the process, and warns before one runs out.</summary>
internal sealed partial class CertificateWatch(TimeProvider time, ILogger<CertificateWatch> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Notice = TimeSpan.FromDays(7);
    private static readonly TimeSpan Reminder = TimeSpan.FromHours(12);

    private readonly ConcurrentDictionary<RenewedCertificate, State> _watched = [];

    /// <summary>Has one watched from now on.</summary>
    public RenewedCertificate Add(RenewedCertificate certificate)
    {
        _watched.TryAdd(certificate, new State());
        return certificate;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                Look();
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    /// <summary>Looks at all of them once.</summary>
    internal void Look()
    {
        foreach (var (certificate, state) in _watched)
        {
            var (isNew, problem) = certificate.Renew();
            var end = certificate.Current.Leaf.NotAfter.ToUniversalTime();
            if (isNew)
                LogRenewed(certificate.Files.Certificate, end);
            if (problem is not null && problem != state.Problem)
                LogNotRenewed(problem);
            state.Problem = problem;
            var now = time.GetUtcNow();
            if (end - now > Notice || (state.WarnedAt is { } warned && now - warned < Reminder))
                continue;
            state.WarnedAt = now;
            LogRunsOut(certificate.Files.Setting, certificate.Files.Certificate, end);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The certificate {Path} is new, and holds until {End:u}: new connections have it")]
    private partial void LogRenewed(string path, DateTime end);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A changed certificate is not taken, the one of before stays: {Problem}")]
    private partial void LogNotRenewed(string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Setting} '{Path}' holds until {End:u} only. Renew the file: it is taken on without a restart")]
    private partial void LogRunsOut(string setting, string path, DateTime end);

    private sealed class State
    {
        public string? Problem { get; set; }

        public DateTimeOffset? WarnedAt { get; set; }
    }
}
