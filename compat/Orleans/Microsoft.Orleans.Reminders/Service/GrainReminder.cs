namespace Orleans.Reminders;

/// <summary>A registered reminder and the version of its row.</summary>
[GenerateSerializer, Immutable]
internal sealed record GrainReminder(GrainId GrainId, string ReminderName, string ETag) : IGrainReminder;
