/** WeChat's sign-in page: whose phone it is in stands in the name that the phone has given its frame. */

const IN_A_PHONE = "openid:";

if (window.name.startsWith(IN_A_PHONE)) {
  const address = new URL(location.href);
  address.searchParams.set("openid", window.name.slice(IN_A_PHONE.length));
  location.replace(address);
} else {
  document.querySelector("main").hidden = false;
}
