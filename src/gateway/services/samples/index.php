<?php
// A web page that shows its user's messages. Needs PHP 8 with its SimpleXML extension.
// Run it: SERVICE_PWD=... php -S {{LISTEN}} index.php
declare(strict_types=1);

const SERVICE_ID = '{{SERVICE_ID}}';
const API_ADDRESS = '{{API_ADDRESS}}';
const SIGN_IN_PAGE = '{{SIGN_IN_PAGE}}';
const INFOS = '{{INFOS}}';
// The address of this page, exactly as it is registered for the service.
const REDIRECT = '{{REDIRECT}}';

define('SERVICE_PWD', getenv('SERVICE_PWD'));
if (!SERVICE_PWD) {
    send_page(500, '<p>Set the environment variable SERVICE_PWD.</p>');
}
if (parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) !== parse_url(REDIRECT, PHP_URL_PATH)) {
    send_page(404, '<p>There is no such page.</p>');
}

// The state and the token are in the session of this browser only.
session_start(['use_strict_mode' => true, 'cookie_httponly' => true, 'cookie_samesite' => 'Lax']);
if (isset($_GET['state'])) {
    finish_sign_in();
}
if (!isset($_SESSION['token'])) {
    start_sign_in();
}
show(call_api($_SESSION['token']));

function start_sign_in(): void
{
    $_SESSION['state'] = bin2hex(random_bytes(16));
    $query = ['service' => SERVICE_ID, 'redirect_uri' => REDIRECT, 'state' => $_SESSION['state']];
    redirect(SIGN_IN_PAGE . '?' . http_build_query($query));
}

function finish_sign_in(): void
{
    // Without this check, another website could sign the user in to another mailbox.
    $is_ours = isset($_SESSION['state']) && $_GET['state'] === $_SESSION['state'];
    unset($_SESSION['state']);
    if (!$is_ours) {
        send_page(400, '<p>Wrong state</p>' . page_link(REDIRECT, 'Try again'));
    }
    if (!isset($_GET['token'])) {
        send_page(200, page_link(REDIRECT, 'Sign in'));
    }
    $_SESSION['token'] = (string) $_GET['token'];
    // The address with the token must not stay in the browser's history.
    redirect(REDIRECT);
}

function call_api(string $token): SimpleXMLElement
{
    // http_build_query encodes the token: it contains + / = and |.
    $query = http_build_query(['action' => 'getPersonalMessages', 'infos' => INFOS, 'token' => $token]);
    $context = stream_context_create(['http' => [
        'header' => 'Authorization: Basic ' . base64_encode(SERVICE_ID . ':' . SERVICE_PWD),
        'timeout' => 30,
        // Read the answer whatever its status: the API sends its privacy error with the status 500.
        'ignore_errors' => true,
    ]]);
    $text = @file_get_contents(API_ADDRESS . '?' . $query, false, $context);
    $answer = $text === false ? false : @simplexml_load_string($text);
    if ($answer === false || !in_array($answer->getName(), ['getPersonalMessagesReturn', 'error'], true)) {
        send_page(502, '<p>The call failed.</p>');
    }
    return $answer;
}

function show(SimpleXMLElement $answer): void
{
    $code = (string) ($answer->xpath('//code')[0] ?? '');
    if ($code === '') {
        send_page(200, messages_page($answer));
    }
    if ($code === '-3') {
        // The user refuses, or has not chosen yet. The page at this address leads back here, and we call again.
        $page = $answer->url . '&urlRetour=' . rawurlencode(REDIRECT);
        send_page(200, page_link($page, 'Choose what this service may see'));
    }
    if ($code === '102' || $code === '103') {
        // The token is not valid any more.
        unset($_SESSION['token']);
    }
    send_page(200, '<p>Error ' . escape($code) . '</p>' . page_link(REDIRECT, 'Try again'));
}

function messages_page(SimpleXMLElement $answer): string
{
    $lines = [];
    foreach ($answer->xpath('Data/UserAuthorizedData/*[not(*)]') as $node) {
        $lines[] = $node->getName() . ": $node";
    }
    foreach ($answer->xpath('Data/UserProtectedData/*') as $node) {
        $lines[] = $node->getName() . ': withheld';
    }
    foreach ($answer->xpath('//msg') as $message) {
        $lines[] = "$message->msg_date $message->msg_from: $message->msg_subject";
    }
    $items = array_map(fn ($line) => '<li>' . escape($line) . '</li>', $lines);
    $dashboard = (string) $answer->Data->PrivacyDashboardURL;
    return '<ul>' . implode("\n", $items) . '</ul>' . page_link($dashboard, 'Change what this service may see');
}

function redirect(string $address): void
{
    header("Location: $address", true, 303);
    exit;
}

function send_page(int $status, string $body): void
{
    http_response_code($status);
    header('Content-Type: text/html; charset=utf-8');
    header('Cache-Control: no-store');
    exit('<!doctype html><html lang="en"><title>Messages</title>' . $body . "</html>\n");
}

function page_link(string $address, string $text): string
{
    return '<p><a href="' . escape($address) . "\">$text</a></p>";
}

/** Messages are written by strangers: a page must show their text and never run it. */
function escape(string $text): string
{
    return htmlspecialchars($text);
}
